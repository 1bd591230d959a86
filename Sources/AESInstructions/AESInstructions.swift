/// Loops over blocks of AES that use the AES-NI instructions.
///
/// The caller asks `Processor` first whether the instructions are there.
public enum AESInstructions {}
