import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const COMMANDS = ['munged', 'munge', 'slurmctld', 'slurmd', 'sbatch', 'scontrol', 'squeue'];

/** Why Slurm cannot be started here; null: it can. */
export function missingSlurm(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'needs Linux and root, to start its daemons';
  const missing = COMMANDS.filter((name) => spawnSync('which', [name]).status !== 0);
  return missing.length > 0 ? `${missing.join(', ')} not installed (Debian: apt-get install slurm-wlm munge)` : null;
}

/** A cluster of two nodes on this machine. */
export interface Cluster {
  /** For the commands that talk to it. */
  readonly env: NodeJS.ProcessEnv;
  stop(): Promise<void>;
}

export async function startCluster(): Promise<Cluster> {
  const folder = mkdtempSync(path.join(tmpdir(), 'rlel-slurm-'));
  const host = hostname().split('.')[0];
  const configuration = path.join(folder, 'slurm.conf');
  writeFileSync(
    configuration,
    `ClusterName=rlel
SlurmctldHost=${host}(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
MpiDefault=none
ReturnToService=2
KillWait=10
StateSaveLocation=${folder}/state
SlurmdSpoolDir=${folder}/spool-%n
SlurmctldPidFile=${folder}/ctld.pid
SlurmdPidFile=${folder}/d-%n.pid
SlurmctldLogFile=${folder}/ctld.log
SlurmdLogFile=${folder}/d-%n.log
SlurmctldPort=16817
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SlurmdParameters=config_overrides
NodeName=n1 NodeHostname=${host} NodeAddr=127.0.0.1 Port=17001 CPUs=1
NodeName=n2 NodeHostname=${host} NodeAddr=127.0.0.1 Port=17002 CPUs=1
PartitionName=main Nodes=n1,n2 Default=YES MaxTime=INFINITE State=UP
`,
  );
  for (const name of ['state', 'spool-n1', 'spool-n2']) mkdirSync(path.join(folder, name));
  const munged = startMunge();
  const env = { ...process.env, SLURM_CONF: configuration };
  execFileSync('slurmctld', ['-f', configuration], { env });
  for (const node of ['n1', 'n2']) execFileSync('slurmd', ['-N', node, '-f', configuration], { env });
  const cluster = {
    env,
    async stop() {
      spawnSync('scancel', ['--user', 'root'], { env });
      for (const name of ['d-n1.pid', 'd-n2.pid', 'ctld.pid']) await stopDaemon(path.join(folder, name));
      if (munged) await stopDaemon('/run/munge/munged.pid');
    },
  };
  for (let tries = 0; tries < 100; tries++) {
    const { stdout } = spawnSync('sinfo', ['--noheader', '--format=%T %D'], { env, encoding: 'utf8' });
    if (stdout.trim() === 'idle 2') return cluster;
    await wait(200);
  }
  await cluster.stop();
  throw new Error(`Slurm's nodes did not come up: see ${folder}`);
}

/** @returns whether it was started here. */
function startMunge(): boolean {
  if (spawnSync('munge', ['-n']).status === 0) return false;
  mkdirSync('/run/munge', { recursive: true });
  execFileSync('chown', ['munge:', '/run/munge']);
  execFileSync('su', ['-s', '/bin/sh', 'munge', '-c', 'munged']);
  return true;
}

async function stopDaemon(pidFile: string): Promise<void> {
  if (!existsSync(pidFile)) return;
  const pid = readFileSync(pidFile, 'utf8').trim();
  spawnSync('kill', [pid]);
  for (let tries = 0; tries < 50 && existsSync(`/proc/${pid}`); tries++) await wait(100);
}
