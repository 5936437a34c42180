import { createInterface } from 'node:readline';
import { tf } from '../../src/engine/tensorflow';
import type { Assignment, Ready, Replies, Request } from '../messages';
import { openJob } from './jobs';

/** This kit's side of the benchmark: reads requests from stdin, answers on stdout. */
async function main(): Promise<void> {
  const say = (message: Ready | Replies[keyof Replies]): void => {
    process.stdout.write(`${JSON.stringify(message)}\n`);
  };
  const assignment = JSON.parse(process.argv[2]) as Assignment;
  const job = openJob(assignment);
  const { parameters, compiling } = job;
  say({ parameters, compiling, versions: { node: process.version, tfjs: tf.version_core } });
  for await (const line of createInterface({ input: process.stdin })) {
    const request = JSON.parse(line) as Request;
    if ('check' in request) say({ value: job.check() });
    else if ('run' in request) {
      const before = process.cpuUsage();
      const times = job.run(request.run);
      const { user, system } = process.cpuUsage(before);
      say({ seconds: times, processor: (user + system) / 1e6 });
    } else if ('floor' in request) say({ seconds: [job.floor(request.floor)] });
    else if ('profile' in request) say({ operations: job.profile(request.profile) });
    else say({ bytes: process.resourceUsage().maxRSS * 1024 });
  }
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
