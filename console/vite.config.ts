/** Builds the console into dist: hashed files in assets, each also compressed. */
import react from "@vitejs/plugin-react";
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";

const here = fileURLToPath(new URL(".", import.meta.url));
const service = process.env.MUSTER_URL ?? "http://127.0.0.1:3000";

export default defineConfig({
  root: here,
  // Relative, because the service decides under which path it is published.
  base: "./",
  plugins: [react(), tableWithoutScrollArea(), placeholders(), compressed()],
  resolve: {
    alias: { "@muster/client": join(here, "../clients/typescript/src/index.ts") },
  },
  build: {
    manifest: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // test/browser/budget.test.ts bounds what counts: what is loaded first, compressed.
    chunkSizeWarningLimit: 1000,
    rolldownOptions: {
      input: {
        index: join(here, "index.html"),
        "mail-preview": join(here, "mail-preview.html"),
        sw: join(here, "src/service-worker/sw.ts"),
      },
      output: {
        // A service worker keeps its address: browsers look there for its next version.
        entryFileNames: ({ name }) => (name === "sw" ? "sw.js" : "assets/[name]-[hash].js"),
        codeSplitting: {
          groups: [
            // One file compresses better than forty, and needs one request.
            {
              name: "first",
              tags: ["$initial"],
              test: (id) => !/service-worker|mail-preview|main\.tsx|\.html/.test(id),
            },
            {
              name: "table",
              test: /@tanstack\/[a-z-]*virtual|components\/(Table|Checkbox)|data-table/,
            },
          ],
        },
      },
    },
  },
  server: {
    proxy: { "^/(v1|problems|docs|openapi.json)": service },
  },
});

/**
 * Mantine's table imports its scroll area, and with it 21 KB (gzip) of positioning. The console's table scrolls in
 * an element of its own, so the part of the table that uses it is never shown.
 */
function tableWithoutScrollArea(): Plugin {
  const unused = "\0unused-scroll-area";
  return {
    name: "table-without-scroll-area",
    enforce: "pre",
    resolveId(source, importer) {
      const isUnused =
        source.endsWith("/ScrollArea.mjs") && /TableScrollContainer/.test(importer ?? "");
      return isUnused ? unused : undefined;
    },
    load: (id) => (id === unused ? "export const ScrollArea = undefined;" : undefined),
  };
}

/** `npm run dev` serves index.html itself, so it fills in what the service would. */
function placeholders(): Plugin {
  return {
    name: "placeholders",
    apply: "serve",
    transformIndexHtml: (html) => html.replace("/__BASE__/", "/").replace("__NONCE__", ""),
  };
}

/** Compresses once, as well as it goes, instead of for every answer. */
function compressed(): Plugin {
  return {
    name: "compressed",
    apply: "build",
    closeBundle() {
      for (const file of globSync(join(here, "dist/**/*.{js,css,svg}"))) {
        const content = readFileSync(file);
        const quality = { [constants.BROTLI_PARAM_QUALITY]: 10 };
        writeFileSync(`${file}.br`, brotliCompressSync(content, { params: quality }));
        writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
      }
    },
  };
}
