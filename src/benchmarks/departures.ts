import type { ProfileSettings } from './benchmark';

type Flat = ReadonlyMap<string, unknown>;

/** One value where all labels have the same, else one each. */
export const ofLabels = <T>(values: readonly T[]): T | readonly T[] =>
  new Set(values.map((value) => JSON.stringify(value))).size === 1 ? values[0] : values;

/** Settings by their names, as a run's options and a plan's grid have them. */
export function flatSettings({
  labels,
  trainFraction,
  maxAngle,
  network,
  training,
}: Pick<ProfileSettings, 'labels' | 'trainFraction' | 'maxAngle' | 'network' | 'training'>): Map<string, unknown> {
  return new Map<string, unknown>([
    ['levels', ofLabels(labels.map(({ levels }) => levels))],
    ['range', ofLabels(labels.map(({ range }) => range))],
    ...Object.entries({ trainFraction, maxAngle, network: network.name, theta: network.theta }),
    ...Object.entries({ ...network.options, ...training }),
  ]);
}

/** How a profile's settings differ from the published ones: "epochs 10 (published: 50)". */
export function settingDepartures(profile: ProfileSettings, published: ProfileSettings): string[] {
  const methods = [...new Set([published.methods, profile.methods, profile.tuned].flatMap(Object.keys))];
  return [
    ...differences(flatSettings(profile), flatSettings(published)),
    ...methods.flatMap((method) =>
      differences(
        new Map(Object.entries({ ...profile.methods[method], ...profile.tuned[method] })),
        new Map(Object.entries(published.methods[method] ?? {})),
      ).map((text) => `${method}: ${text}`),
    ),
  ];
}

const differences = (own: Flat, published: Flat): string[] =>
  [...own].flatMap(([key, value]) =>
    JSON.stringify(value) === JSON.stringify(published.get(key))
      ? []
      : [`${key} ${textOf(value)}${published.has(key) ? ` (published: ${textOf(published.get(key))})` : ''}`],
  );

/** A setting's value in a sentence. */
export function textOf(value: unknown): string {
  if (!Array.isArray(value)) return String(value);
  return value.length === 0 ? 'none' : value.map((part) => (Array.isArray(part) ? part.join('…') : part)).join(', ');
}
