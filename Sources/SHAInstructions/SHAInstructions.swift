/// Loops over blocks of SHA-256 that use the SHA-NI instructions.
///
/// The caller asks `Processor` first whether the instructions are there.
public enum SHAInstructions {}
