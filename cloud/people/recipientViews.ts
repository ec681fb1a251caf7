import type { RecipientView } from '#contract/people';
import { covers, type CareRight } from '#domain/person/careRights';
import { ageYears } from '#domain/person/idNumber';
import { doneSteps, missingStep } from '#domain/person/registration';
import type { Opened } from '../recipients';

/** A person cared for as one of the family sees him; who only follows orders sees no health and no contacts. */
export function recipientView(recipient: Opened, rights: CareRight, now: number): RecipientView {
  const { name, relation, verified, sex, birthYear } = recipient;
  return {
    recipientId: recipient._id,
    name,
    relation,
    verified,
    sex,
    ageYears: birthYear === null ? null : ageYears(birthYear, now),
    missingStep: missingStep(recipient),
    doneSteps: doneSteps(recipient),
    rights,
    ...(covers(rights, 'manage') ? managed(recipient) : NOT_FOR_FOLLOWERS),
  };
}

type Managed = Omit<
  RecipientView,
  'recipientId' | 'name' | 'relation' | 'verified' | 'sex' | 'ageYears' | 'missingStep' | 'doneSteps' | 'rights'
>;

const NOT_FOR_FOLLOWERS: Managed = {
  maskedIdNumber: '',
  birthDay: null,
  conditions: [],
  allergies: [],
  history: '',
  mobility: null,
  living: null,
  firstContact: null,
  dialect: null,
};

const managed = (recipient: Opened): Managed => {
  const { maskedIdNumber, birthDay, conditions, allergies, history, mobility, living, firstContact } = recipient;
  const { dialect = null } = recipient;
  return { maskedIdNumber, birthDay, conditions, allergies, history, mobility, living, firstContact, dialect };
};
