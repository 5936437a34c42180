import { Argument, type Command, type Option } from 'commander';
import { PROFILES } from '../benchmarks/benchmark';
import { benchmarkNames } from '../benchmarks/registry';
import { allLayouts } from '../datasets/layouts/registry';
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
      `${examples(
        'rlel completion bash >> ~/.bashrc',
        'rlel completion zsh >> ~/.zshrc',
        'rlel completion fish > ~/.config/fish/completions/rlel.fish',
      )}
What is completed is "rlel". Where that is no command, make it one: rlel() { npx rlel "$@"; }  (fish: alias rlel "npx rlel")
`,
    )
    .action((shell: (typeof SHELLS)[number]) => say(scriptFor(shell, rlel)));
}

/** A command with what may follow it: "run", "data check". */
interface Completed {
  readonly words: string;
  readonly description: string;
  /** Subcommands, or values of its first argument. */
  readonly names: readonly string[];
  readonly options: readonly Option[];
  /** Whether an argument is a file or folder. */
  readonly takesFiles: boolean;
}

/** Values of options whose choices are registered; others have them in their flags, or none. */
const namesOf: Readonly<Record<string, () => readonly string[]>> = {
  '--benchmark': benchmarkNames,
  '--benchmarks': benchmarkNames,
  '--settings': benchmarkNames,
  '--method': allMethodNames,
  '--network': networkNames,
  '--profile': () => PROFILES,
  '--plan': planNames,
};

const layoutNames = (): string[] => allLayouts().map(({ name }) => name);

/** Values of the first argument, by command. */
const POSITIONAL: Readonly<Record<string, () => readonly string[]>> = {
  plan: planNames,
  sweep: planNames,
  twin: benchmarkNames,
  notebook: benchmarkNames,
  'data check': layoutNames,
  'data add': layoutNames,
  'data get': layoutNames,
  'data remove': layoutNames,
};
/** Arguments that are files or folders. */
const FILES = ['folder', 'images', 'plan'];

/** What an option's value may be; none: a file, a number, or a name that nobody knows. */
function valuesOf({ long, flags, argChoices }: Option): readonly string[] {
  const inFlags = (flags.match(/[\w-]+(\|[\w-]+)+/g) ?? []).flatMap((shape) => shape.split('|'));
  return argChoices ?? namesOf[long ?? '']?.() ?? [...new Set(inFlags)];
}

const hasValue = ({ required, optional }: Option): boolean => required || optional;
const isHidden = (command: Command): boolean => (command as unknown as { _hidden?: boolean })._hidden === true;
const childrenOf = (command: Command): Command[] => command.commands.filter((child) => !isHidden(child));

function completed(command: Command, words: readonly string[]): Completed[] {
  const children = childrenOf(command);
  const name = words.join(' ');
  return [
    {
      words: name,
      description: command.description(),
      names: [
        ...children.map((child) => child.name()),
        ...command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []),
        ...(POSITIONAL[name]?.() ?? []),
      ],
      options: command.createHelp().visibleOptions(command),
      takesFiles: command.registeredArguments.some((argument) => FILES.includes(argument.name())),
    },
    ...children.flatMap((child) => completed(child, [...words, child.name()])),
  ];
}

function scriptFor(shell: (typeof SHELLS)[number], rlel: Command): string {
  const commands = completed(rlel, []);
  if (shell === 'fish') return fishScript(commands);
  const bash = bashScript(commands);
  return shell === 'bash'
    ? bash
    : `(( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }\nautoload -Uz bashcompinit && bashcompinit\n${bash}`;
}

const nestedOf = (commands: readonly Completed[]): string[] =>
  commands.flatMap(({ words }) => (words.includes(' ') ? [`"${words}"`] : []));
const longOf = (options: readonly Option[]): string[] => options.flatMap(({ long }) => long ?? []);

/** The words before the cursor tell the command: the longest that is known. Values after a comma are completed too. */
function bashScript(commands: readonly Completed[]): string {
  const ofCommands = commands.map(
    ({ words, names, options, takesFiles }) =>
      `    "${words}") names="${names.join(' ')}" options="${longOf(options).join(' ')}" files="${takesFiles ? 'yes' : ''}" ;;`,
  );
  const ofValues = commands.flatMap(({ words, options }) =>
    options.filter(hasValue).map((option) => `    "${words} ${option.long}") words="${valuesOf(option).join(' ')}" ;;`),
  );
  return `# completion of rlel
_rlel() {
  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}"
  local command="" names="" options="" files="" words="" list=""
  ((COMP_CWORD > 1)) && command="\${COMP_WORDS[1]}"
  ((COMP_CWORD > 2)) && case "$command \${COMP_WORDS[2]}" in
    ${nestedOf(commands).join('|')}) command="$command \${COMP_WORDS[2]}" ;;
  esac
  case "$command" in
${ofCommands.join('\n')}
  esac
  case "$command $before" in
${ofValues.join('\n')}
    *)
      [[ " $names " == *" $before "* ]] || words="$names"
      [[ -z "$files" || "$current" == -* ]] && words="$words $options" ;;
  esac
  [[ "$current" == *,* ]] && list="\${current%,*},"
  COMPREPLY=($(compgen -P "$list" -W "$words" -- "\${current##*,}"))
}
complete -o default -F _rlel rlel`;
}

const quoted = (text: string): string => `'${text.replaceAll(/['\\]/g, '\\$&')}'`;

function fishScript(commands: readonly Completed[]): string {
  const lines = commands.flatMap(({ words, names, options, takesFiles }) => {
    const line = `complete -c rlel -n ${quoted(`__rlel_is "${words}"`)}`;
    return [
      ...(takesFiles ? [] : [`${line} -f`]),
      ...names.map((name) => {
        const child = commands.find((one) => one.words === [words, name].join(' ').trim());
        return `${line} -a ${quoted(name)}${child ? ` -d ${quoted(child.description)}` : ''}`;
      }),
      ...options.map((option) => {
        const values = valuesOf(option);
        const value = values.length > 0 ? ` -x -a ${quoted(values.join(' '))}` : ' -r -F';
        return `${line} -l ${String(option.long).slice(2)}${hasValue(option) ? value : ''} -d ${quoted(option.description)}`;
      }),
    ];
  });
  return [
    `# completion of rlel
function __rlel_is
  set -l words (commandline -opc)
  set -e words[1]
  set -l command "$words[1]"
  contains -- "$words[1] $words[2]" ${nestedOf(commands).join(' ')}; and set command "$words[1] $words[2]"
  test "$command" = "$argv[1]"
end`,
    ...lines,
  ].join('\n');
}
