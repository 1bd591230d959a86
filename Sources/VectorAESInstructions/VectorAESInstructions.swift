/// Loops over blocks of AES that use the VAES instructions on 512-bit registers.
///
/// The caller asks `Processor` first whether the instructions are there.
public enum VectorAESInstructions {}
