/** The look: Mantine's theme with colours that keep WCAG's contrast of 4.5 to 1 in both schemes. */
import {
  createTheme,
  type CSSVariablesResolver,
  defaultVariantColorsResolver,
} from "@mantine/core";

export const theme = createTheme({
  primaryColor: "blue",
  primaryShade: { light: 8, dark: 8 },
  cursorType: "pointer",
  defaultRadius: "md",
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif",
  headings: { fontWeight: "650" },
  components: {
    // The placeholder is no item, and a menu may have items only. Not by Menu.extend, which would load all of Menu.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
  },
  variantColorResolver: (input) => {
    const colors = defaultVariantColorsResolver(input);
    const { color = "blue", variant } = input;
    if (variant !== "light" || color.startsWith("#")) return colors;
    return {
      ...colors,
      // The darkest shade of green, lime or orange is too light for text, also under the mouse.
      color: `light-dark(color-mix(in srgb, var(--mantine-color-${color}-9) 70%, black), var(--mantine-color-${color}-2))`,
    };
  },
});

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-dimmed": "var(--mantine-color-gray-7)",
    "--mantine-color-placeholder": "var(--mantine-color-gray-7)",
    "--mantine-color-error": "var(--mantine-color-red-9)",
  },
  dark: {
    "--mantine-color-dimmed": "var(--mantine-color-dark-1)",
    "--mantine-color-placeholder": "var(--mantine-color-dark-1)",
    "--mantine-color-error": "var(--mantine-color-red-4)",
  },
});
