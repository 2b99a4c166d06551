/** The first four bytes of each structure of a zip file, little-endian. */
export const LOCAL_HEADER = 0x04034b50;
export const DATA_DESCRIPTOR = 0x08074b50;
export const DIRECTORY_ENTRY = 0x02014b50;
export const ZIP64_END = 0x06064b50;
export const ZIP64_LOCATOR = 0x07064b50;
export const DIRECTORY_SIGNATURE = 0x05054b50;
export const END_RECORD = 0x06054b50;

/** Stands in a 32-bit field whose value is in the zip64 part. */
export const IN_ZIP64 = 0xffffffff;
