import { Anchor, type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";

const petrol: MantineColorsTuple = [
  "#e6f3f8",
  "#cfe5ee",
  "#a1cadb",
  "#6fadc8",
  "#4795b7",
  "#2d86ad",
  "#1a78a0",
  "#10678c",
  "#0a587a",
  "#034763",
];

/** Blue-grey instead of Mantine's neutral dark scale. */
const dark: MantineColorsTuple = [
  "#d7dce3",
  "#b9c0cb",
  "#98a1af",
  "#6c7685",
  "#465060",
  "#353e4b",
  "#28303b",
  "#1b2129",
  "#151a20",
  "#0f1318",
];

const systemFont =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", "Helvetica Neue", Arial, sans-serif';

/** Shade 8, contrast by luminance and the darker texts below are what makes both schemes pass WCAG 2.2 AA. */
export const theme = createTheme({
  primaryColor: "petrol",
  colors: { petrol, dark },
  primaryShade: { light: 8, dark: 8 },
  autoContrast: true,
  luminanceThreshold: 0.179,
  fontFamily: systemFont,
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace',
  headings: { fontFamily: systemFont, fontWeight: "650", textWrap: "balance" },
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  // A link inside a sentence must not be told by its colour alone.
  components: { Anchor: Anchor.extend({ defaultProps: { underline: "always" } }) },
});

export const cssVariables: CSSVariablesResolver = (t) => ({
  variables: {},
  light: {
    "--mantine-color-body": "#f8f9fa",
    "--mantine-color-dimmed": "#4f5862",
    "--mantine-color-placeholder": "#646d77",
    "--mantine-color-error": "#b3261e",
    "--mantine-color-anchor": t.colors.petrol?.[8] ?? "",
    "--mantine-color-orange-light-color": "#8a3b00",
    "--gradmark-surface": "#ffffff",
    "--gradmark-line": "#dde2e7",
  },
  dark: {
    "--mantine-color-body": t.colors.dark?.[8] ?? "",
    "--mantine-color-text": "#dfe4ea",
    "--mantine-color-dimmed": "#a9b2bf",
    "--mantine-color-placeholder": "#98a1af",
    "--mantine-color-error": "#ff9d94",
    "--mantine-color-anchor": t.colors.petrol?.[3] ?? "",
    "--gradmark-surface": t.colors.dark?.[7] ?? "",
    "--gradmark-line": t.colors.dark?.[5] ?? "",
  },
});
