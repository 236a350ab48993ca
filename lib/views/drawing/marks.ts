/** What the lesson's charts use of Observable Plot: a bundle leaves out the rest. */
export {
  areaY,
  axisX,
  contour,
  dot,
  line,
  lineY,
  plot,
  pointer,
  ruleX,
  ruleY,
  text,
  tip
} from "@observablehq/plot";
