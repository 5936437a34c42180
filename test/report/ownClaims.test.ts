import { expect, test } from 'vitest';
import type { Judgement } from '../../src/report/claims/claim';
import { CLAIMS, registerClaim } from '../../src/report/claims/index';
import { ledger } from '../../src/report/claims/ledger';
import { seeds, studyOf } from '../support/studies';

test('a judgement of a user’s claim that lacks something is refused by the claim’s name', () => {
  registerClaim({
    ...CLAIMS[0],
    about: 'runs',
    name: 'mine',
    needs: 'runs',
    judge: () => ({ verdict: 'supported' }) as Judgement,
  });
  const study = studyOf(seeds({ benchmark: 'PN', method: 'rlel' }, [4]));
  expect(() => ledger([study])).toThrow('Claim "mine": its judgement');
});
