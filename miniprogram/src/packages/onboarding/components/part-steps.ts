/** Which questions each part of an application asks, and what is wrong with an answer. */
import type { ApplicationPart, DocumentKind } from '#domain/onboarding/application';
import { nameProblem, phoneProblem } from '@/words/field-problems';
import { strings } from '@/strings/onboarding';
import type { ApplicationForm } from './application-form';

const STEPS = {
  person: ['name', 'idNumber', 'phone'],
  licence: ['role', 'title', 'number', 'until'],
  work: ['jobs', 'institution', 'places'],
  certificates: ['services', 'radius', 'list'],
} as const;
export type StepName = (typeof STEPS)[keyof typeof STEPS][number] | DocumentKind;

export function stepsOf(
  part: ApplicationPart,
  { role }: Pick<ApplicationForm['licence'], 'role'>,
  needed: readonly DocumentKind[],
): readonly [StepName, ...StepName[]] {
  if (part === 'documents') return [needed[0] ?? 'idCardFront', ...needed.slice(1)];
  if (part === 'licence' && role === 'care_worker') return ['role', 'number', 'until'];
  return STEPS[part];
}

/** The question as it is asked alone on a page. */
export function questionOf(part: ApplicationPart, step: StepName): string {
  if (part === 'documents') return strings.documents.question({ kind: strings.documents.kinds[step as DocumentKind] });
  if (part === 'person') return strings.person.questions[step as 'name'];
  if (part === 'licence') return strings.licence.questions[step as 'role'];
  if (part === 'work') return strings.work.questions[step as 'jobs'];
  return strings.certificates.questions[step as 'services'];
}

type Judge = (form: ApplicationForm) => string;
const JUDGES: Readonly<Partial<Record<`${ApplicationPart}.${string}`, Judge>>> = {
  'person.name': (form) => nameProblem(form.person.name),
  'person.idNumber': (form) =>
    /^\d{17}[\dXx]$/.test(form.person.idNumber.trim()) ? '' : strings.person.problems.idNumber,
  'person.phone': (form) => phoneProblem(form.person.phone),
  'licence.title': (form) => (form.licence.title ? '' : strings.licence.problems.title),
  'licence.number': (form) =>
    /^[0-9A-Za-z]{8,20}$/.test(form.licence.number.replace(/\s/g, '')) ? '' : strings.licence.problems.number,
  'licence.until': (form) => (form.licence.validUntilDay ? '' : strings.licence.problems.until),
  'work.jobs': jobsProblem,
  'work.institution': (form) => (form.work.institutionId ? '' : strings.work.problems.institution),
  'work.places': (form) => (form.work.practicePlaceIds.length > 0 ? '' : strings.work.problems.places),
  'certificates.services': (form) =>
    form.certificates.wishedServiceCodes.length > 0 ? '' : strings.certificates.problems.services,
  'certificates.list': (form) =>
    form.certificates.certificates.every(({ name, issuedBy, issuedDay }) => name.trim() && issuedBy.trim() && issuedDay)
      ? ''
      : strings.certificates.problems.certificate,
};

function jobsProblem({ work: { employments } }: ApplicationForm): string {
  for (const [at, { employer, fromDay, toDay, stillThere }] of employments.entries()) {
    const place = at + 1;
    if (!employer.trim()) return strings.work.problems.employer({ place });
    if (!fromDay) return strings.work.problems.from({ place });
    if (!stillThere && (!toDay || toDay < fromDay)) return strings.work.problems.to({ place });
  }
  return '';
}

/** A photograph is owed on its own page only; everything may be sent with some still missing. */
export function stepProblem(part: ApplicationPart, step: StepName, form: ApplicationForm): string {
  if (part !== 'documents') return JUDGES[`${part}.${step}`]?.(form) ?? '';
  const taken = form.documents.find(({ kind }) => kind === step);
  if (!taken) return '';
  if (step === 'criminalRecord' && !taken.issuedDay) return strings.documents.problems.issuedDay;
  return step === 'healthCertificate' && !taken.validUntilDay ? strings.documents.problems.validUntil : '';
}

export function partProblem(part: ApplicationPart, steps: readonly StepName[], form: ApplicationForm): string {
  if (part === 'documents' && form.documents.length === 0) return strings.documents.problems.none;
  return steps.map((step) => stepProblem(part, step, form)).find(Boolean) ?? '';
}
