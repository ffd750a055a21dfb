import type { IdxImages } from "./idx.ts";

/**
 * Straightens images: each is sheared until its ink no longer leans and moved until its centre of mass is in the middle
 * (deskewing as in LeCun, Bottou, Bengio, Haffner 1998, section III.A; moments of the ink, bilinear interpolation).
 */
export function deskewImages(images: IdxImages): IdxImages {
  const { rows, height, width } = images;
  const pixels = new Uint8Array(rows * height * width);
  for (let row = 0; row < rows; row++) deskew(images, row, pixels);
  return { rows, height, width, pixels };
}

function deskew(images: IdxImages, row: number, target: Uint8Array): void {
  const { pixels, height, width } = images;
  const { centreX, centreY, lean } = moments(images, row);
  const start = row * height * width;
  const [middleX, middleY] = [(width - 1) / 2, (height - 1) / 2];
  for (let y = 0; y < height; y++) {
    const fromY = y - middleY + centreY;
    const top = Math.floor(fromY);
    const below = fromY - top;
    const shift = (y - middleY) * lean + centreX - middleX;
    for (let x = 0; x < width; x++) {
      const fromX = x + shift;
      const left = Math.floor(fromX);
      const right = fromX - left;
      const at = (lineY: number, lineX: number) =>
        lineX >= 0 && lineX < width && lineY >= 0 && lineY < height ? (pixels[start + lineY * width + lineX] ?? 0) : 0;
      const upper = (1 - right) * at(top, left) + right * at(top, left + 1);
      const lower = (1 - right) * at(top + 1, left) + right * at(top + 1, left + 1);
      target[start + y * width + x] = Math.round((1 - below) * upper + below * lower);
    }
  }
}

/** Centre of mass, and by how much the ink leans: pixels across for each pixel down. */
function moments({ pixels, height, width }: IdxImages, row: number) {
  let [ink, sumX, sumY, sumXY, sumYY] = [0, 0, 0, 0, 0];
  let at = row * height * width;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const value = pixels[at++] ?? 0;
      ink += value;
      sumX += value * x;
      sumY += value * y;
      sumXY += value * x * y;
      sumYY += value * y * y;
    }
  if (ink === 0) return { centreX: (width - 1) / 2, centreY: (height - 1) / 2, lean: 0 };
  const [centreX, centreY] = [sumX / ink, sumY / ink];
  const varianceY = sumYY / ink - centreY ** 2;
  return { centreX, centreY, lean: varianceY > 0 ? (sumXY / ink - centreX * centreY) / varianceY : 0 };
}
