import { expect, test } from 'vitest';
import { Pace } from '../../src/commands/pace';
import { addPiece, noWork, totalOf, type WorkTime } from '../../src/training/workTime';

function timeOf(...pieces: readonly (readonly [seconds: number, waited: number])[]): WorkTime {
  const time = noWork();
  for (const [seconds, waited] of pieces) addPiece(time, seconds, waited);
  return time;
}

test('time is what the pieces took, and what they waited', () => {
  expect(totalOf(noWork())).toEqual({ seconds: 0, waited: 0 });
  expect(totalOf(timeOf([1, 0.25], [3, 0.5]))).toEqual({ seconds: 4, waited: 0.75 });
});

test('an hour in which the machine slept counts as a usual step', () => {
  expect(totalOf(timeOf([2, 0.5], [3600, 3598], [4, 0.5]))).toEqual({ seconds: 9, waited: 1 });
  expect(totalOf(timeOf([3600, 0], [2, 0], [4, 0]))).toEqual({ seconds: 9, waited: 0 });
});

test('steps that are long by themselves count, and so does one that waited for data', () => {
  expect(totalOf(timeOf([30, 1], [40, 1], [50, 1]))).toEqual({ seconds: 120, waited: 3 });
  expect(totalOf(timeOf([30, 1], [40, 1], [3600, 1], [50, 1]))).toEqual({ seconds: 160, waited: 3 });
  expect(totalOf(timeOf([2, 0], [25, 24]))).toEqual({ seconds: 27, waited: 24 });
});

test('it goes on from a checkpoint', () => {
  const stored = JSON.parse(JSON.stringify(timeOf([1, 0], [3600, 0]))) as WorkTime;
  addPiece(stored, 3, 1);
  expect(totalOf(stored)).toEqual({ seconds: 6, waited: 1 });
});

test('time left: by what was done since the first word, without pauses; other work begins anew', () => {
  let now = 0;
  const pace = new Pace(() => 1000 * now);
  const tell = (second: number, fraction: number) => {
    now = second;
    pace.tell(fraction);
    return pace.left;
  };
  expect(tell(5, 0.5)).toBeNull(); // half of it was done in another session
  expect(tell(7, 0.6)).toBeCloseTo(8, 9);
  expect(tell(3607, 0.7)).toBeCloseTo(6, 9); // slept for an hour
  expect(tell(3610, 0)).toBeNull();
  expect(tell(3611, 0.1)).toBeCloseTo(9, 9);
  expect(pace.hourly).toBeCloseTo(360, 9);
});
