import type { Findings } from './findings';

/** What a reader of the data should know beside their problems: how they were read, and what was passed over. */
export function notesOf(findings: Findings, folder: string): string[] {
  const passedOver = findings.passedOverByReason(folder).map(({ reason, count, examples }) => {
    const names = `${examples.join(', ')}${count > examples.length ? ', …' : ''}`;
    return `${count} passed over: ${reason} (${names})`;
  });
  return [
    ...findings.notes,
    ...passedOver,
    ...(findings.leftOut.length > 0 ? [`${findings.leftOut.length} left out as the list of broken samples says`] : []),
  ];
}
