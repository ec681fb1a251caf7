/** What is being typed into one part of the application: one for all its steps. Numbers stay in memory; names of uploaded files
 * are kept on the phone, so that nine photographs survive a telephone call. */
import { onMounted, reactive, ref, watch, type Ref } from 'vue';
import type { ApplicationView } from '#contract/applyAsNurse';
import type { ApplicationPart, DocumentKind, StaffRole } from '#domain/onboarding/application';
import { call } from '@/cloud/call';
import { loaded, type Loaded } from '@/live/use-loaded';
import { drop, keep, readKept } from '@/session/kept-on-phone';
import { signedIn } from '@/session/session';
import { sharedBySteps, type Joined } from '@/steps/shared-by-steps';

export interface Job {
  employer: string;
  department: string;
  fromDay: string;
  toDay: string;
  stillThere: boolean;
}
export interface CertificateForm {
  name: string;
  issuedBy: string;
  issuedDay: string;
  validUntilDay: string;
}
export interface Paper {
  kind: DocumentKind;
  fileId: string;
  issuedDay: string;
  validUntilDay: string;
}
export interface ApplicationForm {
  person: { name: string; idNumber: string; phone: string };
  licence: { role: StaffRole; title: string; number: string; validUntilDay: string };
  work: { employments: Job[]; institutionId: string; practicePlaceIds: string[] };
  certificates: { certificates: CertificateForm[]; wishedServiceCodes: string[]; serviceRadiusMeters: number };
  documents: Paper[];
}
export interface OpenPart {
  readonly form: ApplicationForm;
  readonly view: Loaded<ApplicationView>;
  readonly isSaved: Ref<boolean>;
  /** Fills the form with what the server has; what is masked there stays empty. */
  readonly read: () => Promise<void>;
}

export const newJob = (): Job => ({ employer: '', department: '', fromDay: '', toDay: '', stillThere: true });
export const newCertificate = (): CertificateForm => ({ name: '', issuedBy: '', issuedDay: '', validUntilDay: '' });

const USUAL_RADIUS_METERS = 10_000;
const join = sharedBySteps<OpenPart>();

export function useApplicationForm(part: ApplicationPart): Joined<OpenPart> {
  const { userId } = signedIn();
  const joined = join(`${userId} ${part}`, () => begin(part, userId));
  onMounted(() => joined.isNew && void joined.state.read());
  return joined;
}

/** Nothing of an application that was decided stays on the phone. */
export const forgetPapers = (): void => drop('papers-draft', signedIn().userId);

function begin(part: ApplicationPart, userId: string): OpenPart {
  const view = loaded(() => call('applyAsNurse', { kind: 'read' }));
  const form = reactive(emptyForm());
  form.documents = readKept<Paper[]>('papers-draft', userId) ?? [];
  const read = async () => {
    await view.load();
    if (view.data.value) fill(form, view.data.value);
  };
  if (part === 'documents') {
    watch(
      () => form.documents,
      (papers) => keep('papers-draft', userId, JSON.parse(JSON.stringify(papers)) as Paper[]),
      { deep: true },
    );
  }
  return { form, view, isSaved: ref(false), read };
}

const emptyForm = (): ApplicationForm => ({
  person: { name: '', idNumber: '', phone: '' },
  licence: { role: 'registered_nurse', title: '', number: '', validUntilDay: '' },
  work: { employments: [newJob()], institutionId: '', practicePlaceIds: [] },
  certificates: { certificates: [], wishedServiceCodes: [], serviceRadiusMeters: USUAL_RADIUS_METERS },
  documents: [],
});

function fill(form: ApplicationForm, { parts: { licence, work, certificates } }: ApplicationView): void {
  if (licence) {
    const { role, title, validUntilDay } = licence;
    Object.assign(form.licence, { role, title, validUntilDay });
  }
  if (work) {
    form.work = {
      employments: work.employments.map((one) => ({ ...one, toDay: one.toDay ?? '', stillThere: one.toDay === null })),
      institutionId: work.institutionId,
      practicePlaceIds: [...work.practicePlaceIds],
    };
  }
  if (certificates) {
    form.certificates = {
      certificates: certificates.certificates.map((one) => ({ ...one, validUntilDay: one.validUntilDay ?? '' })),
      wishedServiceCodes: [...certificates.wishedServiceCodes],
      serviceRadiusMeters: certificates.serviceRadiusMeters,
    };
  }
}
