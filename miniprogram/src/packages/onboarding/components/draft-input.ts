import type { ApplyAsNurseInput } from '#contract/applyAsNurse';
import type { ApplicationPart } from '#domain/onboarding/application';
import type { ApplicationForm } from './application-form';

/** The part as it is sent: whole. */
export function draftInput(part: ApplicationPart, form: ApplicationForm): ApplyAsNurseInput {
  switch (part) {
    case 'person':
      return { kind: 'saveDraft', part, ...form.person, idNumber: form.person.idNumber.trim().toUpperCase() };
    case 'licence':
      return { kind: 'saveDraft', part, ...form.licence };
    case 'work':
      return {
        kind: 'saveDraft',
        part,
        employments: form.work.employments.map(({ employer, department, fromDay, toDay, stillThere }) => ({
          ...{ employer, department, fromDay },
          toDay: stillThere ? null : toDay,
        })),
        institutionId: form.work.institutionId,
        practicePlaceIds: [...form.work.practicePlaceIds],
      };
    case 'certificates':
      return {
        kind: 'saveDraft',
        part,
        certificates: form.certificates.certificates.map((one) => ({
          ...one,
          validUntilDay: one.validUntilDay || null,
        })),
        wishedServiceCodes: [...form.certificates.wishedServiceCodes],
        serviceRadiusMeters: form.certificates.serviceRadiusMeters,
      };
    case 'documents':
      return {
        kind: 'saveDraft',
        part,
        documents: form.documents.map(({ kind, fileId, issuedDay, validUntilDay }) => ({
          ...{ kind, fileId },
          issuedDay: issuedDay || null,
          validUntilDay: validUntilDay || null,
        })),
      };
  }
}
