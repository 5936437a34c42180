import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { BEL_FAMILIES, type BelFamily, belCode } from '../../src/encodings/bel';
import type { BinaryCode } from '../../src/encodings/code';
import { johnsonDecode, unaryDecode } from '../../src/encodings/decoders';
import { measuredEncoder } from '../../src/encodings/measuredEncoder';
import { tf } from '../../src/engine/tensorflow';
import { argmaxLevel, expectedLevel } from '../../src/losses/decoding';

const fixture = (name: string): any => JSON.parse(readFileSync(path.join(__dirname, '../fixtures', name), 'utf8'));
const rows = ({ values, levels, width }: BinaryCode): string[] =>
  Array.from({ length: levels }, (_, n) => values.subarray(n * width, (n + 1) * width).join(''));
const sha256 = ({ values }: BinaryCode): string => createHash('sha256').update(values).digest('hex');

describe('bel_codes', () => {
  const { small, pickles } = fixture('bel_codes.json');
  const isFamily = (name: string): name is BelFamily => (BEL_FAMILIES as readonly string[]).includes(name);

  test.each(small.filter((c: any) => isFamily(c.encoding)) as any[])('$encoding of $N levels', (c) => {
    expect(rows(belCode(c.encoding, c.N))).toEqual(c.rows);
  });
  test.each(pickles.filter((p: any) => isFamily(p.matches_rule)) as any[])('$repo $file', (p) => {
    const code = belCode(p.matches_rule, p.N);
    expect(code.width).toBe(p.M);
    expect(sha256(code)).toBe(p.sha256_bytes01_rowmajor);
  });
  test('the files left over are other constructions: the irregular Johnson code of 105 levels, and variants', () => {
    const left = pickles.filter((p: any) => !isFamily(p.matches_rule));
    const irregular = left.filter((p: any) => p.matches_rule === null);
    expect(irregular.every((p: any) => p.file.endsWith('belj_105_tensor.pkl') && p.M === 52)).toBe(true);
    expect(new Set(left.filter((p: any) => p.matches_rule !== null).map((p: any) => p.matches_rule))).toEqual(
      new Set(['B1JDJ_noreflect', 'B2JDJ_noreflect', 'J_twice', 'HEXJ_agereversed', 'onehot']),
    );
  });
});

describe('bel_decoders', () => {
  const { cases, tolerance } = fixture('bel_decoders.json');
  test.each(cases as any[])('$encoding of $N levels', (c) => {
    const { inputs, outputs } = c;
    const logits = tf.tensor2d(inputs.logits) as tf.Tensor2D;
    const code = tf.tensor2d(inputs.code_rows.map((row: string) => Array.from(row, Number))) as tf.Tensor2D;
    const scores = (x: tf.Tensor2D): tf.Tensor2D => tf.matMul(x, code, false, true);
    const near = (actual: tf.Tensor, expected: number[]) =>
      actual.dataSync().forEach((value, i) => {
        expect(Math.abs(value - expected[i])).toBeLessThanOrEqual(tolerance.expected_value_abs);
      });
    expect([...argmaxLevel(scores(logits)).dataSync()]).toEqual(outputs.gen_argmax);
    expect([...argmaxLevel(scores(tf.tanh(logits))).dataSync()]).toEqual(outputs.gen_tanh_argmax);
    near(expectedLevel(scores(logits)), outputs.genex_expected_value);
    near(expectedLevel(scores(tf.tanh(logits))), outputs.fld_tanh_expected_value);
    const clean = tf.sub(tf.mul(code, 2), 1) as tf.Tensor2D;
    expect([...argmaxLevel(scores(clean)).dataSync()]).toEqual(outputs.clean_code_gen_argmax);
    near(expectedLevel(scores(clean)), outputs.clean_code_genex);
    const special: [string, (x: tf.Tensor2D) => Int32Array][] = [
      ['unary_count', (x) => unaryDecode(x.dataSync(), c.M)],
      ['johnson_first_last_hpe', (x) => johnsonDecode(x.dataSync(), c.M, 'pose')],
      ['johnson_first_last_age_nby2', (x) => johnsonDecode(x.dataSync(), c.M, 'age')],
    ];
    for (const [name, decode] of special) {
      if (outputs[name]) expect([...decode(logits)]).toEqual(outputs[name]);
    }
    if (outputs.clean_code_unary_count)
      expect([...unaryDecode(clean.dataSync(), c.M)]).toEqual(outputs.clean_code_unary_count);
    if (outputs.clean_code_johnson_age_nby2) {
      expect([...johnsonDecode(clean.dataSync(), c.M, 'age')]).toEqual(outputs.clean_code_johnson_age_nby2);
      expect([...johnsonDecode(clean.dataSync(), c.M, 'pose')]).toEqual(outputs.clean_code_johnson_first_last_hpe);
    }
  });
});

describe('measured_encoder', () => {
  const { cases, tolerance } = fixture('measured_encoder.json');
  test.each(cases as any[])('$joints joints, M = $M', (c) => {
    for (let coordinate = 0; coordinate < 2 * c.joints; coordinate++) {
      const codes: number[] = [];
      const levels: number[] = [];
      for (const { Z, tpts } of c.inputs) {
        Z.forEach((sample: number[][], k: number) => {
          codes.push(...sample[coordinate]);
          const label = Math.min(Math.max(tpts[k][coordinate >> 1][coordinate & 1], 0), 255);
          levels.push(label % 1 === 0.5 ? 2 * Math.round(label / 2) : Math.round(label));
        });
      }
      const kept = c.levels_listed;
      const measured = measuredEncoder(codes, levels, 256);
      expect([...measured.counts.subarray(0, kept)]).toEqual(c.outputs_definition.counts[coordinate]);
      const compare = (values: Float32Array, expected: (number[] | null)[]) =>
        expected.forEach((row, n) => {
          const actual = values.subarray(n * c.M, (n + 1) * c.M);
          if (row === null) expect(actual.every(Number.isNaN)).toBe(true);
          else
            row.forEach((value, m) => {
              expect(Math.abs(actual[m] - value)).toBeLessThanOrEqual(tolerance.abs);
            });
        });
      compare(measured.values, c.outputs_definition.encoder_mean[coordinate]);
      compare(measuredEncoder(codes, levels, 256, 'published-code').values, c.outputs_official.mean_real[coordinate]);
    }
  });
});
