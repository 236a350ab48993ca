import {lettering} from "../../drawing/plot.js";

interface Margin {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** How high a map of a plane is that is as wide as it is high between its margins. */
export const mapHeight = (width: number, {left, right, top, bottom}: Margin): number =>
  width - left - right + top + bottom;

/** What Plot is told of such a map: its size, its margins, its letters. */
export const mapFrame = (width: number, margin: Margin, label: string) => ({
  width,
  height: mapHeight(width, margin),
  marginLeft: margin.left,
  marginRight: margin.right,
  marginTop: margin.top,
  marginBottom: margin.bottom,
  ariaLabel: label,
  style: lettering
});
