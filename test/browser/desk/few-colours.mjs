// A screenshot with at most 256 colours, a third of its weight: nobody sees the difference on a page of flat colours.

import { crc32, deflateSync } from "node:zlib";

const SIGNATURE = Buffer.from("89504e470d0a1a0a", "hex");

/** `page`: an empty one, whose browser reads the picture; it is closed. */
export async function inFewColours(page, png) {
  const { width, height, palette, pixels } = await page.evaluate(counted, png.toString("base64"));
  await page.close();
  const rows = Buffer.from(pixels, "base64");
  // Each row begins with how it is written: as it is.
  const lines = Array.from({ length: height }, (_, y) =>
    Buffer.concat([Buffer.of(0), rows.subarray(y * width, (y + 1) * width)]),
  );
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // Eight bits, each a place in the palette.
  head.set([8, 3, 0, 0, 0], 8);
  const parts = [
    ["IHDR", head],
    ["PLTE", Buffer.from(palette.flatMap((one) => [one >> 16, (one >> 8) & 255, one & 255]))],
    ["IDAT", deflateSync(Buffer.concat(lines), { level: 9 })],
    ["IEND", Buffer.alloc(0)],
  ];
  return Buffer.concat([SIGNATURE, ...parts.map(([type, data]) => chunk(type, data))]);
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** Runs in the page: the colours used most, and for each pixel the nearest of them. */
async function counted(base64) {
  const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
  const { width, height } = picture;
  const place = new OffscreenCanvas(width, height).getContext("2d");
  place.drawImage(picture, 0, 0);
  const { data } = place.getImageData(0, 0, width, height);
  const colours = Array.from(
    { length: width * height },
    (_, n) => (data[n * 4] << 16) | (data[n * 4 + 1] << 8) | data[n * 4 + 2],
  );
  const counts = new Map();
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const palette = [...counts]
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, 256)
    .map(([colour]) => colour);
  const far = (one, other) => [16, 8, 0].reduce((sum, by) => sum + (((one >> by) & 255) - ((other >> by) & 255)) ** 2, 0);
  const nearest = new Map(palette.map((colour, nth) => [colour, nth]));
  const nearestOf = (colour) => {
    let best = 0;
    for (let nth = 1; nth < palette.length; nth += 1) if (far(palette[nth], colour) < far(palette[best], colour)) best = nth;
    nearest.set(colour, best);
    return best;
  };
  const pixels = colours.map((colour) => nearest.get(colour) ?? nearestOf(colour));
  let text = "";
  for (const pixel of pixels) text += String.fromCharCode(pixel);
  return { width, height, palette, pixels: btoa(text) };
}
