import sharp, { type Sharp } from 'sharp';

/** An image as the report, notebooks and contact sheets keep it. */
export interface ImageFile {
  readonly bytes: Buffer;
  readonly type: 'image/jpeg' | 'image/png';
  /** Of its file's name. */
  readonly ending: 'jpg' | 'png';
}

/** An image whose colours are many, such as faces and roads. JPEG with colours as fine as grey, so that dots keep theirs. */
export async function photograph(image: Sharp): Promise<ImageFile> {
  const bytes = await image.jpeg({ quality: 85, chromaSubsampling: '4:4:4', mozjpeg: true }).toBuffer();
  return { bytes, type: 'image/jpeg', ending: 'jpg' };
}

/** An image of few colours, such as a plot or a code: PNG, exact up to 256 colours. (sharp gives 4 bits a pixel, 16 colours, to a smaller palette.) */
export async function drawing(image: Sharp): Promise<ImageFile> {
  const bytes = await image.png({ palette: true, colours: 256, dither: 0 }).toBuffer();
  return { bytes, type: 'image/png', ending: 'png' };
}

/** What Plotly makes of a heat map in an SVG. */
const EMBEDDED = /(?<="data:image\/png;base64,)[^"]+/g;

/** An SVG whose embedded pictures are drawings: a third of what a browser gives, which spends 4 bytes on a pixel. */
export async function smallerSvg(svg: string): Promise<string> {
  const found = svg.match(EMBEDDED) ?? [];
  const drawn = await Promise.all(found.map((picture) => drawing(sharp(Buffer.from(picture, 'base64')))));
  return svg.replace(EMBEDDED, () => (drawn.shift() as ImageFile).bytes.toString('base64'));
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * R, G, B pixels in another size, each axis scaled by itself so that all of them are there, under the content of an SVG.
 * @param kernel `nearest`: pixels become rectangles of one colour. @returns a file's bytes.
 */
export function resized(
  { width, height, pixels }: Size & { readonly pixels: Uint8Array },
  size: Size,
  over: string,
  kernel: 'lanczos3' | 'nearest' = 'lanczos3',
): Promise<Buffer> {
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .resize({ ...size, fit: 'fill', kernel })
    .composite([{ input: Buffer.from(`<svg width="${size.width}" height="${size.height}">${over}</svg>`) }])
    .png()
    .toBuffer();
}
