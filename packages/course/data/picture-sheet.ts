import { encode } from "fast-png";
import type { IdxImages } from "./idx.ts";

const columns = 20;
const gap = 2;
const paper = 255;

/**
 * A sheet of example images as a PNG: a line for each label in the order given, up to 20 images of it from left to
 * right, dark on light.
 *
 * @param labels label of each image
 */
export function formatPictureSheet(images: IdxImages, labels: readonly string[], order: readonly string[]): Uint8Array {
  const [cellHeight, cellWidth] = [images.height + gap, images.width + gap];
  const [height, width] = [order.length * cellHeight + gap, columns * cellWidth + gap];
  const sheet = new Uint8Array(height * width).fill(paper);
  order.forEach((label, line) => {
    const rows = firstOf(labels, label);
    rows.forEach((row, column) => {
      drawImage(images, row, sheet, (gap + line * cellHeight) * width + gap + column * cellWidth, width);
    });
  });
  return encode({ width, height, data: sheet, channels: 1, depth: 8 });
}

function firstOf(labels: readonly string[], label: string): number[] {
  const rows: number[] = [];
  for (let row = 0; row < labels.length && rows.length < columns; row++) if (labels[row] === label) rows.push(row);
  return rows;
}

function drawImage(images: IdxImages, row: number, sheet: Uint8Array, at: number, lineLength: number): void {
  const { pixels, height, width } = images;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      sheet[at + y * lineLength + x] = paper - (pixels[(row * height + y) * width + x] ?? 0);
}
