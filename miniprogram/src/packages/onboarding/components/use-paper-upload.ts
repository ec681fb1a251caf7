import { reactive } from 'vue';
import type { DocumentKind } from '#domain/onboarding/application';
import { uploadPhoto } from '@/photos/photograph';
import { usePhotograph, type Photographing } from '@/photos/use-photograph';
import type { ApplicationForm } from './application-form';

interface PaperUpload extends Photographing<DocumentKind> {
  /** What was photographed since the page was opened; '' for what lies with the platform only. */
  readonly picture: (fileId: string) => string;
}

/** Photographs a paper and uploads it. */
export function usePaperUpload(folder: string, form: ApplicationForm): PaperUpload {
  const pictures = reactive(new Map<string, string>());
  const photographing = usePhotograph<DocumentKind>(async (path, kind) => {
    const fileId = await uploadPhoto(folder, path);
    pictures.set(fileId, path);
    const before = form.documents.find((paper) => paper.kind === kind);
    const { issuedDay = '', validUntilDay = '' } = before ?? {};
    // several certificates are several photographs; any other paper has one
    const others = form.documents.filter((paper) => paper.kind !== kind || kind === 'qualification');
    form.documents = [...others, { kind, fileId, issuedDay, validUntilDay }];
  });
  return { ...photographing, picture: (fileId) => pictures.get(fileId) ?? '' };
}
