import { Argument, type Command } from "commander";

const SHELLS = ["bash", "zsh", "fish"] as const;
type Shell = (typeof SHELLS)[number];

/** A command by its name, with what may follow it: options, and commands of its own. */
type Choice = { command: string; says: string; words: string[] };

export function addCompletion(program: Command): void {
  program
    .command("completion")
    .summary("print what lets a shell complete commands and options")
    .addArgument(new Argument("<shell>", "which shell").choices(SHELLS))
    .addHelpText(
      "after",
      "\nExamples:\n  source <(patchcord completion bash)        # in ~/.bashrc\n  source <(patchcord completion zsh)         # in ~/.zshrc\n  patchcord completion fish > ~/.config/fish/completions/patchcord.fish",
    )
    .action((shell: Shell) => console.log(SCRIPTS[shell](program.commands.map(choiceOf), longOptions(program))));
}

const SCRIPTS: Record<Shell, (commands: Choice[], everywhere: string[]) => string> = {
  bash: bashScript,
  // zsh reads bash's.
  zsh: (commands, everywhere) =>
    `autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n${bashScript(commands, everywhere)}`,
  fish: (commands, everywhere) =>
    [
      "complete -c patchcord -f",
      ...everywhere.map((option) => `complete -c patchcord -l ${option.slice(2)}`),
      ...commands.flatMap(({ command, says, words }) => [
        `complete -c patchcord -n __fish_use_subcommand -a ${command} -d '${says.replaceAll("'", "\\'")}'`,
        ...words.map((word) => {
          const what = word.startsWith("--") ? `-l ${word.slice(2)}` : `-a ${word}`;
          return `complete -c patchcord -n '__fish_seen_subcommand_from ${command}' ${what}`;
        }),
      ]),
    ].join("\n"),
};

/** What stands before the command's name is skipped, with the value of an option that takes one; files are completed as everywhere. */
function bashScript(commands: Choice[], everywhere: string[]): string {
  const offer = (words: string[]) => `COMPREPLY=($(compgen -W '${words.join(" ")}' -- "$word"))`;
  return [
    "_patchcord() {",
    `  local word=\${COMP_WORDS[COMP_CWORD]} command="" at`,
    "  for ((at = 1; at < COMP_CWORD; at++)); do",
    `    case \${COMP_WORDS[at]} in`,
    "      -e | --env | -d | --dir) ((at++)) ;;",
    "      -*) ;;",
    `      *) command=\${COMP_WORDS[at]}; break ;;`,
    "    esac",
    "  done",
    "  case $command in",
    `    "") ${offer([...commands.map(({ command }) => command), ...everywhere])} ;;`,
    ...commands.map(({ command, words }) => `    ${command}) ${offer([...words, ...everywhere])} ;;`),
    "  esac",
    "}",
    "complete -o default -F _patchcord patchcord",
  ].join("\n");
}

function choiceOf(command: Command): Choice {
  const below = command.commands.map((one) => one.name());
  const choices = command.registeredArguments.flatMap(({ argChoices = [] }) => argChoices);
  return {
    ...{ command: command.name(), says: command.summary() },
    words: [...below, ...choices, ...[command, ...command.commands].flatMap(longOptions)],
  };
}

const longOptions = (command: Command): string[] => command.options.flatMap(({ long }) => long ?? []);
