/** The box of a picture in the thread, in CSS pixels. */
export interface Box {
  readonly width: number;
  readonly height: number;
}

/** The largest box; also that of a picture whose size is not known. */
const largest: Box = { width: 240, height: 180 };
/** A long strip stays something to click on. */
const smallest = 24;

/** The box with the proportions of the picture; a small picture is not enlarged. */
export function boxOf(width: number | null, height: number | null): Box {
  if (width === null || height === null || width < 1 || height < 1) return largest;
  const scale = Math.min(1, largest.width / width, largest.height / height);
  const side = (pixels: number, most: number) =>
    Math.min(most, Math.max(smallest, Math.round(pixels * scale)));
  return { width: side(width, largest.width), height: side(height, largest.height) };
}
