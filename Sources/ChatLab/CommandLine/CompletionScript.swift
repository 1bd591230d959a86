/// The completion of a program's commands and options, in the languages of three shells.
struct CompletionScript {
  private let program: String
  private let nodes: [Node]

  /// One command: the words that call it below the program, and what may follow them.
  private struct Node {
    let path: [String]
    let subcommands: [any Command]
    let parameters: [Declaration]
  }

  /// Collects the commands of a program.
  init(root: any Command, globals: [any Declared]) {
    program = root.name
    nodes = CompletionScript.nodes(below: root, path: [], globals: globals.map(\.declaration))
  }

  private static func nodes(
    below command: any Command, path: [String], globals: [Declaration]
  ) -> [Node] {
    let node = Node(
      path: path, subcommands: command.subcommands,
      parameters: command.parameters.map(\.declaration) + globals)
    return command.subcommands.reduce([node]) {
      $0 + nodes(below: $1, path: path + [$1.name], globals: globals)
    }
  }
}

// MARK: - bash and zsh

extension CompletionScript {
  /// A script for bash: finds the command that the words so far call, and offers what fits.
  var bash: String {
    let function = "_\(program.replacing("-", with: "_"))"
    return """
      \(function)() {
        local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} path='' word
        for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
          case "$path/$word" in
            \(nodes.dropFirst().map { "/" + $0.path.joined(separator: "/") }.joined(separator: "|"))) \
      path=$path/$word ;;
          esac
        done
        local words=''
        case "$path $previous" in
      \(valueCases)
          *) case "$path" in
      \(wordCases)
          esac ;;
        esac
        COMPREPLY=($(compgen -W "$words" -- "$current"))
        [ ${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- "$current"))
      }
      complete -F \(function) \(program)

      """
  }

  /// A script for zsh, which can run bash's.
  var zsh: String {
    "autoload -U +X bashcompinit && bashcompinit\n" + bash
  }

  /// What may follow an option: its values, or a file name.
  private var valueCases: String {
    nodes.flatMap { node in
      node.parameters.filter { $0.kind == .option }.map { option in
        let words = option.choices.joined(separator: " ")
        return "    '\(joined(node.path)) \(option.spelling)') words='\(words)' ;;"
      }
    }.joined(separator: "\n")
  }

  /// What may follow a command: its subcommands, its options, the values of its arguments.
  private var wordCases: String {
    nodes.map { node in
      let options = node.parameters.filter { $0.kind != .argument }.map(\.spelling)
      let values = node.parameters.filter { $0.kind == .argument }.flatMap(\.choices)
      let words = node.subcommands.map(\.name) + values + options + ["--help"]
      return "      '\(joined(node.path))') words='\(words.joined(separator: " "))' ;;"
    }.joined(separator: "\n")
  }

  private func joined(_ path: [String]) -> String {
    path.map { "/" + $0 }.joined()
  }
}

// MARK: - fish

extension CompletionScript {
  /// A script for fish: one rule a word, with its explanation.
  var fish: String {
    nodes.map { node in
      let rule = "complete -c \(program) -n '\(condition(node))'"
      let commands = node.subcommands.map {
        "\(rule) -f -a \($0.name) -d '\(quoted($0.abstract))'"
      }
      let parameters = node.parameters.compactMap { parameter in
        fishRule(parameter).map { "\(rule) \($0)" }
      }
      return (commands + parameters).map { $0 + "\n" }.joined()
    }.joined()
  }

  private func fishRule(_ parameter: Declaration) -> String? {
    let values = parameter.choices.joined(separator: " ")
    let about = "-d '\(quoted(parameter.help))'"
    switch parameter.kind {
    case .flag: return "-l \(parameter.name) \(about)"
    case .option where values.isEmpty: return "-l \(parameter.name) -r \(about)"
    case .option: return "-l \(parameter.name) -x -a '\(values)' \(about)"
    case .argument: return values.isEmpty ? nil : "-f -a '\(values)' \(about)"
    }
  }

  /// True in fish when the words so far call this command and none below it.
  private func condition(_ node: Node) -> String {
    if node.path.isEmpty { return "__fish_use_subcommand" }
    let below = node.subcommands.map(\.name)
    let called = node.path.map { "__fish_seen_subcommand_from \($0)" }.joined(separator: "; and ")
    return below.isEmpty
      ? called
      : "\(called); and not __fish_seen_subcommand_from \(below.joined(separator: " "))"
  }

  private func quoted(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
  }
}
