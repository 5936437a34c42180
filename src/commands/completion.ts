import { Argument, type Command } from 'commander';
import { PROFILES } from '../benchmarks/benchmark';
import { benchmarkNames } from '../benchmarks/registry';
import { allMethodNames } from '../methods/registry';
import { networkNames } from '../networks/registry';
import { planNames } from '../plans/plans';
import { examples, say } from './program';

const SHELLS = ['bash', 'zsh', 'fish'] as const;

/** `rlel completion`. */
export function addCompletion(rlel: Command): void {
  rlel
    .command('completion')
    .description('a script by which a shell completes commands, options and names')
    .addArgument(new Argument('<shell>').choices(SHELLS))
    .addHelpText(
      'after',
      examples('rlel completion bash >> ~/.bashrc', 'rlel completion fish > ~/.config/fish/completions/rlel.fish'),
    )
    .action((shell: (typeof SHELLS)[number]) => say(scriptFor(shell, rlel)));
}

/** A command with what may follow it: "run", "data check". */
interface Completed {
  readonly words: string;
  readonly description: string;
  readonly follow: readonly string[];
}

/** Values of options, by their flag. */
function valuesOf(command: Command): Map<string, readonly string[]> {
  const named: Readonly<Record<string, readonly string[]>> = {
    '--benchmark': benchmarkNames(),
    '--benchmarks': benchmarkNames(),
    '--settings': benchmarkNames(),
    '--method': allMethodNames(),
    '--network': networkNames(),
    '--profile': PROFILES,
  };
  const found = new Map(Object.entries(named));
  for (const { long, argChoices } of allCommands(command).flatMap(({ options }) => options))
    if (long && argChoices) found.set(long, argChoices);
  return found;
}

const isHidden = (command: Command): boolean => (command as unknown as { _hidden?: boolean })._hidden === true;
const childrenOf = (command: Command): Command[] => command.commands.filter((child) => !isHidden(child));
const allCommands = (command: Command): Command[] => [command, ...childrenOf(command).flatMap(allCommands)];

function completed(command: Command, words: readonly string[]): Completed[] {
  const positional = { plan: planNames(), sweep: planNames(), twin: benchmarkNames(), notebook: benchmarkNames() };
  const children = childrenOf(command);
  const follow = [
    ...children.map((child) => child.name()),
    ...command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []),
    ...(positional[words.join(' ') as keyof typeof positional] ?? []),
    ...command.options.flatMap(({ long }) => long ?? []),
    '--help',
  ];
  return [
    { words: words.join(' '), description: command.description(), follow },
    ...children.flatMap((child) => completed(child, [...words, child.name()])),
  ];
}

function scriptFor(shell: (typeof SHELLS)[number], rlel: Command): string {
  const commands = completed(rlel, []);
  const values = valuesOf(rlel);
  if (shell === 'fish') return fishScript(commands, values);
  const bash = bashScript(commands, values);
  return shell === 'bash' ? bash : `autoload -U +X bashcompinit && bashcompinit\n${bash}`;
}

/** The words before the cursor tell the command: the longest that is known. */
function bashScript(commands: readonly Completed[], values: ReadonlyMap<string, readonly string[]>): string {
  const ofValues = [...values].map(([flag, words]) => `    ${flag}) words="${words.join(' ')}" ;;`);
  const ofCommands = commands.map(({ words, follow }) => `    "${words}") words="${follow.join(' ')}" ;;`);
  const nested = commands.filter(({ words }) => words.includes(' ')).map(({ words }) => `"${words}"`);
  return `# completion of rlel
_rlel() {
  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" command="" words=""
  ((COMP_CWORD > 1)) && command="\${COMP_WORDS[1]}"
  ((COMP_CWORD > 2)) && case "$command \${COMP_WORDS[2]}" in
    ${nested.join('|')}) command="$command \${COMP_WORDS[2]}" ;;
  esac
  case "$before" in
${ofValues.join('\n')}
    *) case "$command" in
${ofCommands.join('\n')}
    esac ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _rlel rlel`;
}

function fishScript(commands: readonly Completed[], values: ReadonlyMap<string, readonly string[]>): string {
  const quoted = (text: string): string => `'${text.replaceAll(/['\\]/g, '\\$&')}'`;
  const lines = commands.flatMap(({ words, follow }) => {
    const parts = words.split(' ').filter((word) => word !== '');
    const where =
      parts.length === 0
        ? '__fish_use_subcommand'
        : parts.map((word) => `__fish_seen_subcommand_from ${word}`).join('; and ');
    return follow.map((word) => {
      if (!word.startsWith('--')) {
        const child = commands.find((one) => one.words === [...parts, word].join(' '));
        return `complete -c rlel -n ${quoted(where)} -a ${word}${child ? ` -d ${quoted(child.description)}` : ''}`;
      }
      const choices = values.get(word);
      const value = choices ? ` -x -a ${quoted(choices.join(' '))}` : '';
      return `complete -c rlel -n ${quoted(where)} -l ${word.slice(2)}${value}`;
    });
  });
  return ['# completion of rlel', ...lines].join('\n');
}
