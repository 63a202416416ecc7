/** Starts the console: first the texts of the person's language, then the page. */
import { DirectionProvider, MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "./app/mailed-link.ts";
import { styleNonce } from "./app/page-context.ts";
import { languageOf, PreferencesProvider, storedPreferences } from "./app/preferences.tsx";
import { queryClient } from "./app/queries.ts";
import { router } from "./app/routes.tsx";
import { showTexts } from "./app/texts.ts";
import { cssVariables, theme } from "./app/theme.ts";
import { ConfirmProvider } from "./kit/confirm.tsx";
import { Messages } from "./kit/messages.tsx";
import "@mantine/core/styles.css";
import "./app/page.css";

// Dialogs keep the page from scrolling by a style element; its library reads the nonce there.
Object.assign(globalThis, { __webpack_nonce__: styleNonce() });

const { theme: scheme, language } = storedPreferences();
await showTexts(languageOf(language));
const element = document.querySelector("#root");
if (element === null) throw new Error("index.html has no element with the id root");

createRoot(element).render(
  <StrictMode>
    <DirectionProvider>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        defaultColorScheme={scheme === "system" ? "auto" : scheme}
        getStyleNonce={styleNonce}
      >
        <QueryClientProvider client={queryClient}>
          <PreferencesProvider>
            <ConfirmProvider>
              <Messages />
              <RouterProvider router={router} />
            </ConfirmProvider>
          </PreferencesProvider>
        </QueryClientProvider>
      </MantineProvider>
    </DirectionProvider>
  </StrictMode>,
);
