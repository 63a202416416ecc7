/** The look: Mantine's theme with colours that keep WCAG's contrast of 4.5 to 1 in both schemes. */
import { createTheme, type CSSVariablesResolver, type MantineTheme } from "@mantine/core";

export const theme = createTheme({
  primaryColor: "blue",
  primaryShade: { light: 8, dark: 8 },
  cursorType: "pointer",
  defaultRadius: "md",
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif",
  headings: { fontWeight: "650" },
  // Not by `extend` of the components, which would load them all.
  components: {
    // The header of a dialog is no banner of the page.
    Modal: { defaultProps: { attributes: { header: { role: "none" } } } },
    Drawer: { defaultProps: { attributes: { header: { role: "none" } } } },
    // The placeholder is no item, and a menu may have items only.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
  },
});

export const cssVariables: CSSVariablesResolver = ({ colors }) => ({
  variables: {},
  light: {
    "--mantine-color-dimmed": "var(--mantine-color-gray-7)",
    "--mantine-color-placeholder": "var(--mantine-color-gray-7)",
    "--mantine-color-error": "var(--mantine-color-red-9)",
    // The darkest shade of green, lime or orange is too light for text, also under the mouse.
    ...onLight(colors, (shade) => `color-mix(in srgb, ${shade(9)} 70%, black)`),
  },
  dark: {
    "--mantine-color-dimmed": "var(--mantine-color-dark-1)",
    "--mantine-color-placeholder": "var(--mantine-color-dark-1)",
    "--mantine-color-error": "var(--mantine-color-red-4)",
    ...onLight(colors, (shade) => shade(2)),
  },
});

/** The colour of text on each light background. */
function onLight(
  colors: MantineTheme["colors"],
  text: (shade: (number: number) => string) => string,
): Record<string, string> {
  return Object.fromEntries(
    Object.keys(colors).map((name) => [
      `--mantine-color-${name}-light-color`,
      text((number) => `var(--mantine-color-${name}-${number})`),
    ]),
  );
}
