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
  plugins: [react(), placeholders(), compressed()],
  resolve: {
    alias: { "@muster/client": join(here, "../clients/typescript/src/index.ts") },
  },
  build: {
    manifest: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: {
        index: join(here, "index.html"),
        "mail-preview": join(here, "mail-preview.html"),
        sw: join(here, "src/service-worker/sw.ts"),
      },
      output: {
        // A service worker keeps its address: browsers look there for its next version.
        entryFileNames: ({ name }) => (name === "sw" ? "sw.js" : "assets/[name]-[hash].js"),
      },
    },
  },
  server: {
    proxy: { "^/(v1|problems|docs|openapi.json)": service },
  },
});

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
