import { useEffect, useRef, useState } from 'react';
import type { Desk } from '../live/index.js';
import { startUpload, type Upload } from './uploads.js';

/** The files of a composer. They are cancelled when it closes. */
export function useUploads(desk: Desk) {
  const [list, setList] = useState<readonly Upload[]>([]);
  const cancels = useRef(new Map<string, () => void>());
  useEffect(() => {
    const running = cancels.current;
    return () => {
      for (const cancel of running.values()) cancel();
    };
  }, []);
  const put = (upload: Upload) =>
    setList(before =>
      before.some(({ id }) => id === upload.id)
        ? before.map(other => (other.id === upload.id ? upload : other))
        : [...before, upload],
    );
  return {
    list,
    isBusy: list.some(({ state }) => state === 'UPLOADING'),
    add: (files: readonly File[]) => {
      for (const file of files) {
        let id = '';
        const cancel = startUpload(desk, file, upload => {
          id = upload.id;
          put(upload);
        });
        cancels.current.set(id, cancel);
      }
    },
    remove: (id: string) => {
      cancels.current.get(id)?.();
      cancels.current.delete(id);
      setList(before => before.filter(upload => upload.id !== id));
    },
    clear: () => {
      cancels.current.clear();
      setList([]);
    },
  };
}
