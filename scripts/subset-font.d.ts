declare module "subset-font" {
  /** Keeps of a font what the text needs: the package has no types of its own. */
  export default function subset(
    font: Uint8Array,
    text: string,
    options: {
      readonly targetFormat?: "woff2" | "truetype";
      readonly keepFeatures?: readonly string[];
      readonly noHinting?: boolean;
      readonly variationAxes?: {readonly [axis: string]: {readonly min: number; readonly max: number}};
    }
  ): Promise<Buffer>;
}
