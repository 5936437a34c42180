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
