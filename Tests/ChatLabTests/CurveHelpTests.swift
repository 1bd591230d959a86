import Testing

@testable import ChatLab

@Suite("The help of the commands about curves")
struct CurveHelpTests {
  @Test("chat-lab curve")
  func group() {
    #expect(
      run(["curve", "--help"], of: .chatLab).output == """
        OVERVIEW: List curves, and all points of toy curves; draw them.

        Toy curves are curves over small primes. They run through the code of P-256 and
        P-384, and protect nothing. 'chat-lab trace toy-17 multiply 7' shows how their
        points are multiplied.

        USAGE: chat-lab curve <subcommand>

        OPTIONS:
          --color <when>          Colour the output; auto means on a terminal, unless
                                  NO_COLOR is set. (values: auto, always, never;
                                  default: auto)
          --columns <n>           Fit the output to this width. (default: the
                                  terminal's, or 80)
          -h, --help              Show help information.

        SUBCOMMANDS:
          list                    List the curves with their parameters.
          points                  List all points of a toy curve.
          draw                    Draw all points of a toy curve.

          See 'chat-lab help curve <subcommand>' for detailed help.

        """)
  }

  @Test("chat-lab curve list")
  func list() {
    #expect(
      run(["curve", "list", "--help"], of: .chatLab).output == """
        OVERVIEW: List the curves with their parameters.

        A curve is y^2 = x^3 + a x + b modulo p, with a base point G whose multiples are
        as many as its order. The cofactor, the number of all points divided by the
        order, is 1 for all of them.

        USAGE: chat-lab curve list [--format <format>]

        OPTIONS:
          --format <format>       Text, or JSON. (values: text, json; default: text)
          --color <when>          Colour the output; auto means on a terminal, unless
                                  NO_COLOR is set. (values: auto, always, never;
                                  default: auto)
          --columns <n>           Fit the output to this width. (default: the
                                  terminal's, or 80)
          -h, --help              Show help information.

        """)
  }

  @Test("chat-lab curve points")
  func points() {
    #expect(
      run(["curve", "points", "--help"], of: .chatLab).output == """
        OVERVIEW: List all points of a toy curve.

        Each point comes with its order, the least m above 0 with m P = O, and with the
        k of k G = P, which on a real curve nobody could find.

        USAGE: chat-lab curve points <curve> [--format <format>]

        ARGUMENTS:
          <curve>                 The toy curve. (values: toy-17, toy-43, toy-61,
                                  toy-67, toy-127, toy-257, toy-1009)

        OPTIONS:
          --format <format>       Text, or JSON. (values: text, json; default: text)
          --color <when>          Colour the output; auto means on a terminal, unless
                                  NO_COLOR is set. (values: auto, always, never;
                                  default: auto)
          --columns <n>           Fit the output to this width. (default: the
                                  terminal's, or 80)
          -h, --help              Show help information.

        """)
  }

  @Test("chat-lab curve draw")
  func draw() {
    #expect(
      run(["curve", "draw", "--help"], of: .chatLab).output == """
        OVERVIEW: Draw all points of a toy curve.

        A point is given as x,y or as a multiple of the base point, such as 3G; O is the
        point at infinity. An addition is drawn as the line through P and Q, which meets
        the curve again in R; the sum S is the opposite of R.

          chat-lab curve draw toy-17 --add 5,1 3G
          chat-lab curve draw toy-61 --format svg --multiples 10 --output toy-61.svg

        USAGE: chat-lab curve draw <curve> [--format <format>] [--multiples <k>]
               [--add <p> <q>] [--labels] [--output <file>]

        ARGUMENTS:
          <curve>                 The toy curve. (values: toy-17, toy-43, toy-61,
                                  toy-67, toy-127, toy-257, toy-1009)

        OPTIONS:
          --format <format>       Text for a terminal, or SVG for a slide. (values:
                                  text, svg; default: text)
          --multiples <k>         Mark the multiples G, 2 G, … of the base point up to
                                  this one.
          --add <p> <q>           Draw the addition of two points.
          --labels                Write its coordinates beside each point (SVG alone).
          --output <file>         Write to this file instead of standard output.
          --color <when>          Colour the output; auto means on a terminal, unless
                                  NO_COLOR is set. (values: auto, always, never;
                                  default: auto)
          --columns <n>           Fit the output to this width. (default: the
                                  terminal's, or 80)
          -h, --help              Show help information.

        """)
  }
}
