import fc from 'fast-check';

/** One damage; places are fractions of the length, so that it fits a file of any size. */
type Damage =
  | { kind: 'flip'; at: number; bit: number }
  | { kind: 'cut'; at: number }
  | { kind: 'duplicate'; at: number; length: number }
  | { kind: 'junk'; at: number; bytes: Uint8Array };

const at = fc.double({ min: 0, max: 1, noNaN: true });
const damage: fc.Arbitrary<Damage> = fc.oneof(
  fc.record({ kind: fc.constant('flip' as const), at, bit: fc.nat(7) }),
  fc.record({ kind: fc.constant('cut' as const), at }),
  fc.record({ kind: fc.constant('duplicate' as const), at, length: fc.integer({ min: 1, max: 64 }) }),
  fc.record({ kind: fc.constant('junk' as const), at, bytes: fc.uint8Array({ minLength: 1, maxLength: 16 }) }),
);

function apply(bytes: Buffer, change: Damage): Buffer {
  const place = Math.floor(change.at * bytes.length);
  const [before, after] = [bytes.subarray(0, place), bytes.subarray(place)];
  if (change.kind === 'cut') return before;
  if (change.kind === 'junk') return Buffer.concat([before, change.bytes, after]);
  if (change.kind === 'duplicate') return Buffer.concat([before, after.subarray(0, change.length), after]);
  const flipped = Buffer.from(bytes);
  if (place < bytes.length) flipped[place] ^= 1 << change.bit;
  return flipped;
}

/** Damaged copies of a valid file, and some files of random bytes. */
export const damaged = (valid: Buffer): fc.Arbitrary<Buffer> =>
  fc.oneof(
    { weight: 9, arbitrary: fc.array(damage, { minLength: 1, maxLength: 4 }).map((all) => all.reduce(apply, valid)) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)) },
  );

/** What stands in the cells of labels: numbers of all writings, names, and what is neither. */
const word = fc.oneof(
  { weight: 4, arbitrary: fc.double({ noNaN: true, min: -1e4, max: 1e4 }).map((value) => value.toFixed(3)) },
  { weight: 2, arbitrary: fc.integer({ min: -200, max: 200 }).map(String) },
  fc.constantFrom(
    '',
    ' ',
    '3,84',
    'NaN',
    'Infinity',
    '-0',
    '1e999',
    '0x1F',
    '1_000',
    '٣',
    '−5',
    '1e',
    '.',
    '+',
    '"',
    '""',
  ),
  fc.constantFrom(
    '1.jpg',
    'a/b.jpg',
    '../x.jpg',
    '/etc/passwd',
    'C:\\a.jpg',
    'a b.jpg',
    '._1.jpg',
    'ü.png',
    'path',
    'age',
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);

/** Texts that look like labels: lines of words, with separators and line ends of many kinds. */
export const labelText: fc.Arbitrary<string> = fc
  .record({
    lines: fc.array(fc.array(word, { maxLength: 12 }), { maxLength: 12 }),
    separator: fc.constantFrom(',', ';', '\t', ' ', '  ', ', '),
    end: fc.constantFrom('\n', '\r\n', '\r', '\n\n'),
    mark: fc.constantFrom('', '\ufeff'),
  })
  .map(({ lines, separator, end, mark }) => mark + lines.map((words) => words.join(separator)).join(end));
