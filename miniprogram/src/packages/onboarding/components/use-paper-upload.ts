import { reactive, ref, type Ref } from 'vue';
import type { DocumentKind } from '#domain/onboarding/application';
import { useSubmit } from '@/live/use-submit';
import { choosePhoto, uploadPhoto } from '@/photos/photograph';
import type { ApplicationForm } from './application-form';

interface PaperUpload {
  readonly busy: Ref<boolean>;
  readonly problem: Ref<string>;
  readonly taking: Ref<DocumentKind | null>;
  readonly take: (kind: DocumentKind) => void;
  /** What was photographed since the page was opened; '' for what lies with the platform only. */
  readonly picture: (fileId: string) => string;
}

/** Photographs a paper and uploads it. */
export function usePaperUpload(folder: string, form: ApplicationForm): PaperUpload {
  const pictures = reactive(new Map<string, string>());
  const taking = ref<DocumentKind | null>(null);
  const { busy, problem, submit } = useSubmit(async () => {
    const kind = taking.value;
    const path = await choosePhoto();
    if (!path || !kind) return;
    const fileId = await uploadPhoto(folder, path);
    pictures.set(fileId, path);
    const before = form.documents.find((paper) => paper.kind === kind);
    const { issuedDay = '', validUntilDay = '' } = before ?? {};
    // several certificates are several photographs; any other paper has one
    const others = form.documents.filter((paper) => paper.kind !== kind || kind === 'qualification');
    form.documents = [...others, { kind, fileId, issuedDay, validUntilDay }];
  });
  const take = (kind: DocumentKind) => {
    if (busy.value) return;
    taking.value = kind;
    void submit();
  };
  return { busy, problem, taking, take, picture: (fileId) => pictures.get(fileId) ?? '' };
}
