/// Loops of modular arithmetic that use the IFMA instructions on 512-bit registers.
///
/// The caller asks `Processor` first whether the instructions are there.
public enum IFMAInstructions {}
