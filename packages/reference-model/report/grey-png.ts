import { crc32, deflateSync } from "node:zlib";

/**
 * A small grey picture as a PNG (W3C PNG, third edition: signature, IHDR, IDAT, IEND; eight bits, no filter).
 *
 * @param pixels height × width bytes, 0 is black
 */
export function greyPng(pixels: Uint8Array, height: number, width: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8); // bits, grey, deflate, filter method, not interlaced
  const lines = Buffer.alloc(height * (width + 1));
  for (let line = 0; line < height; line++)
    lines.set(pixels.subarray(line * width, (line + 1) * width), line * (width + 1) + 1);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const parts = [chunk("IHDR", header), chunk("IDAT", deflateSync(lines)), chunk("IEND", Buffer.alloc(0))];
  return Buffer.concat([signature, ...parts]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
