import { HostConfig } from "adaptivecards";

const color = (name: string, subtle = name) => ({ default: `var(--${name})`, subtle: `var(--${subtle})` });
const FOREGROUND = {
  default: color("text", "text2"),
  dark: color("text", "text2"),
  light: color("text3"),
  accent: color("brand-text"),
  good: color("kept"),
  warning: color("soon"),
  attention: color("critical"),
};
const style = (background: string) => ({ backgroundColor: background, borderColor: "var(--line)", foregroundColors: FOREGROUND });
const LABEL = { size: "default", weight: "default", isSubtle: true };

/** The design's sizes and colours: variables, so that dark mode and a site's own brand colour need no second drawing. */
export const HOST_CONFIG = new HostConfig({
  fontFamily: "inherit",
  fontSizes: { small: 13, default: 14, medium: 15, large: 16, extraLarge: 20 },
  fontWeights: { lighter: 400, default: 400, bolder: 600 },
  lineHeights: { small: 20, default: 22, medium: 24, large: 24, extraLarge: 28 },
  spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 12 },
  separator: { lineThickness: 1, lineColor: "var(--line)" },
  containerStyles: {
    default: style("transparent"),
    emphasis: style("var(--sunken)"),
    accent: style("var(--brand-soft)"),
    good: style("var(--kept-soft)"),
    warning: style("var(--soon-soft)"),
    attention: style("var(--critical-soft)"),
  },
  inputs: { label: { inputSpacing: "small", requiredInputs: LABEL, optionalInputs: LABEL } },
  factSet: {
    title: { size: "default", weight: "default", isSubtle: true, wrap: true, maxWidth: 120 },
    value: { size: "default", weight: "default", wrap: true },
    spacing: 12,
  },
  actions: {
    // More would go into a menu at the page's end, outside our shadow root.
    maxActions: 20,
    spacing: "default",
    buttonSpacing: 0,
    showCard: { actionMode: "inline", inlineTopMargin: 8, style: "default" },
    actionsOrientation: "horizontal",
    actionAlignment: "left",
    allowTitleToWrap: true,
  },
});
