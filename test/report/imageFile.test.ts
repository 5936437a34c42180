import sharp from 'sharp';
import { expect, test } from 'vitest';
import { drawing, photograph, resized, smallerSvg } from '../../src/report/output/imageFile';
import { colours, meanDifference, pixel, rawImage } from '../support/images';

/** Red grows to the right, green downwards, blue along the diagonal. */
function gradient(width: number, height: number) {
  const pixels = Uint8Array.from({ length: 3 * width * height }, (_, i) => {
    const [x, y] = [Math.floor(i / 3) % width, Math.floor(i / 3 / width)];
    return [(255 * x) / width, (255 * y) / height, (127 * x) / width + (127 * y) / height][i % 3];
  });
  return { width, height, pixels };
}

const asSharp = ({ width, height, pixels }: ReturnType<typeof gradient>) =>
  sharp(pixels, { raw: { width, height, channels: 3 } });

test('photographs keep their colours, and single dots theirs', async () => {
  const image = gradient(256, 192);
  const { bytes, type, ending } = await photograph(asSharp(image));
  const shown = await rawImage(bytes);
  expect([type, ending, (await sharp(bytes).metadata()).format]).toEqual(['image/jpeg', 'jpg', 'jpeg']);
  expect(colours(shown).size).toBeGreaterThan(5000);
  expect(meanDifference(shown, { ...image, data: image.pixels })).toBeLessThan(2);

  const dot = Buffer.from('<svg width="256" height="192"><circle cx="100" cy="80" r="2" fill="#39ff7a"/></svg>');
  const marked = await photograph(asSharp(image).composite([{ input: dot }]));
  const [red, green, blue] = pixel(await rawImage(marked.bytes), 100, 80);
  expect(Math.abs(red - 0x39) + Math.abs(green - 0xff) + Math.abs(blue - 0x7a)).toBeLessThan(90);
});

test('drawings are exact up to 256 colours, and close beyond', async () => {
  for (const [width, height, most] of [
    [16, 16, 0],
    [4, 32, 0],
    [64, 64, 7],
  ]) {
    const image = gradient(width, height);
    const { bytes, type, ending } = await drawing(asSharp(image));
    const shown = await rawImage(bytes);
    expect([type, ending, (await sharp(bytes).metadata()).format]).toEqual(['image/png', 'png', 'png']);
    expect(colours(shown).size).toBeGreaterThan(most === 0 ? width * height - 1 : 200);
    expect(meanDifference(shown, { ...image, data: image.pixels })).toBeLessThanOrEqual(most);
  }
});

test('pictures in an SVG become drawings, each in its place; all else stays', async () => {
  const pngs = await Promise.all(
    [gradient(16, 8), gradient(4, 32)].map(({ width, height, ...image }) =>
      asSharp({ width, height, ...image })
        .resize({ width: 9 * width, height: 9 * height, kernel: 'nearest' })
        .ensureAlpha()
        .png()
        .toBuffer(),
    ),
  );
  const svg = (files: readonly Buffer[]) =>
    `<svg><text>a</text>${files.map((file) => `<image xlink:href="data:image/png;base64,${file.toString('base64')}"/>`).join('')}</svg>`;
  const shrunk = await smallerSvg(svg(pngs));
  const found = Array.from(shrunk.matchAll(/base64,([^"]+)"/g), ([, file]) => Buffer.from(file, 'base64'));
  expect(shrunk).toBe(svg(found));
  expect(shrunk.length).toBeLessThan(svg(pngs).length);
  for (const [i, file] of found.entries()) expect(await rawImage(file)).toEqual(await rawImage(pngs[i]));
  expect(await smallerSvg('<svg><path d="M0,0"/></svg>')).toBe('<svg><path d="M0,0"/></svg>');
});

test('an image in another size is whole, whatever its proportions', async () => {
  const image = gradient(40, 10);
  const shown = await rawImage(await resized(image, { width: 30, height: 90 }, ''));
  expect([shown.width, shown.height]).toEqual([30, 90]);
  const [[left], [right]] = [pixel(shown, 0, 45), pixel(shown, 29, 45)];
  expect(left).toBeLessThan(10);
  expect(right).toBeGreaterThan(240);
  const blocks = await rawImage(await resized(image, { width: 80, height: 70 }, '', 'nearest'));
  for (let y = 0; y < 70; y++) {
    for (let x = 0; x < 80; x++) {
      const from = 3 * (40 * Math.floor(y / 7) + Math.floor(x / 2));
      expect(pixel(blocks, x, y)).toEqual([...image.pixels.subarray(from, from + 3)]);
    }
  }
});
