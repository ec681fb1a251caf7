/** Files: up, down, copied, gone. */
import { randomBytes } from 'node:crypto';
import { onEachTarget, refusal } from './target';

onEachTarget((target) => {
  const cloudPath = `parity/${randomBytes(6).toString('hex')}/病历 a.txt`;

  test('a file goes up, its link gives it back, then it is deleted', async () => {
    const { app } = target();
    const { fileID } = await app.uploadFile({ cloudPath, fileContent: Buffer.from('血压 120/80') });
    expect(fileID).toMatch(/^cloud:\/\/[^.]+\.[^/]+\/parity\//);
    const { fileContent } = await app.downloadFile({ fileID });
    expect(fileContent?.toString()).toBe('血压 120/80');
    const { fileList } = await app.getTempFileURL({ fileList: [{ fileID, maxAge: 60 }] });
    expect(fileList).toEqual([
      expect.objectContaining({ code: 'SUCCESS', tempFileURL: expect.stringMatching(/^http/) }),
    ]);
    expect((await app.deleteFile({ fileList: [fileID] })).fileList).toEqual([
      expect.objectContaining({ code: 'SUCCESS' }),
    ]);
  });

  test('a file that is not there is told per file', async () => {
    const { app } = target();
    const { fileID } = await app.uploadFile({ cloudPath, fileContent: Buffer.from('x') });
    await app.deleteFile({ fileList: [fileID] });
    const { fileList } = await app.getTempFileURL({ fileList: [fileID] });
    expect(fileList).toEqual([expect.objectContaining({ code: 'STORAGE_FILE_NONEXIST' })]);
  });

  test('more than fifty at once are refused', async () => {
    const fileList = Array.from({ length: 51 }, (_, i) => `cloud://e.b/${i}`);
    expect((await refusal(target().app.deleteFile({ fileList })))[0]).toBe('INVALID_PARAM');
  });
});
