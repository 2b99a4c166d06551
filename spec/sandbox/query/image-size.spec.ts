import { describe, expect, it } from 'vitest';
import { imageSize } from '../../../lib/sandbox/handlers/offer-files.js';

const png = (width: number, height: number): Buffer => {
  const bytes = Buffer.alloc(33);
  Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').copy(bytes);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
};

/** A table of 4 bytes stands before the frame, as in every real file. */
const jpeg = (width: number, height: number): Buffer => {
  const bytes = Buffer.from('ffd8ffe000040000ffc00011080000000003', 'hex');
  bytes.writeUInt16BE(height, 13);
  bytes.writeUInt16BE(width, 15);
  return bytes;
};

describe('imageSize', () => {
  it('reads PNG, GIF and JPEG', () => {
    expect(imageSize(png(640, 480))).toEqual({ width: 640, height: 480 });
    expect(imageSize(jpeg(300, 250))).toEqual({ width: 300, height: 250 });
    expect(imageSize(Buffer.from('474946383961400120030000', 'hex'))).toEqual({ width: 320, height: 800 });
  });

  it('knows nothing of other bytes, however few', () => {
    for (const bytes of ['', '89', '8950', 'ffd8', 'ffd8ff', 'ffd8ffe00004', '47494638', '504b0304'])
      expect(imageSize(Buffer.from(bytes, 'hex'))).toBeUndefined();
  });
});
