/** Colours of true and predicted landmarks, told apart on skin and in colour blindness. */
export const TRUTH = '#39ff7a';
export const PREDICTION = '#ff9d2e';

/**
 * Landmarks as dots of an SVG.
 * @param values x, y of each point, in an image's pixels. @param scale of the image, as it is shown.
 */
export const landmarkDots = (values: readonly number[], scale: number, radius: number, fill: string): string =>
  Array.from(
    { length: values.length / 2 },
    (_, i) => `<circle cx="${values[2 * i] * scale}" cy="${values[2 * i + 1] * scale}" r="${radius}" fill="${fill}"/>`,
  ).join('');

/** A line from each landmark to its partner. */
export const landmarkLines = (from: readonly number[], to: readonly number[], scale: number): string =>
  Array.from({ length: from.length / 2 }, (_, i) => {
    const [x1, y1, x2, y2] = [from[2 * i], from[2 * i + 1], to[2 * i], to[2 * i + 1]].map((value) => value * scale);
    return `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="white" stroke-width="1.2"/>`;
  }).join('');
