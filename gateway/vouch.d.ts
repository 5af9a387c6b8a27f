// Printed from the contract; `make openapi` prints it again.

/** A part of a list, and where the next part begins. */
export interface Page<Item> {
  items: Item[];
  next_cursor: string | null;
}

export interface APIKey {
  /** Identifies the key. */
  id: string;
  /** What it is for. */
  name: string;
  /** The operations that it may call. */
  scopes: Array<string>;
  /** When it was made. */
  created_at: string;
  /** Who made it. */
  created_by: string;
  /** When it ends. */
  expires_at?: string;
  /** When it was last used, to the hour. */
  last_used_at?: string;
}

export interface Availability {
  /** At once, after notice, or on a date. */
  kind: "now" | "notice" | "date";
  /** The period of notice, in days; with `notice`. */
  notice_days?: number;
  /** The first day; with `date`. */
  from?: string;
  /** How much. */
  hours_per_week?: number;
}

export interface Candidate {
  /** Identifies the record. */
  id: string;
  /** Counts its changes. */
  version: number;
  /** How far it has come. */
  status: "new" | "resume_parsed" | "intake_sent" | "intake_started" | "intake_completed" | "archived";
  /** What the candidate is called. */
  name: string;
  /** Where to write to. */
  email?: string;
  /** Where to call. */
  phone?: string;
  /** Where the candidate lives. */
  location_city?: string;
  /** What the candidate does now. */
  current_title?: string;
  /** For whom. */
  current_employer?: string;
  /** Years of work. */
  years_experience?: number;
  /** The candidate in a paragraph. */
  summary?: string;
  /** What the candidate can do. */
  skills: Array<CandidateSkill>;
  /** What the candidate has studied. */
  education: Array<Education>;
  /** Where the candidate has worked. */
  experience: Array<Position>;
  /** What the candidate speaks. */
  languages: Array<SpokenLanguage>;
  /** Where the candidate may work. */
  work_authorization: Array<WorkAuthorization>;
  /** When the candidate can start. */
  availability?: Availability;
  /** What the candidate hopes to earn. */
  salary_expectation?: SalaryExpectation;
  /** Where there is more. */
  links: Array<string>;
  /** Whether an intake has added to it. */
  has_enrichment_data: boolean;
  /** When an intake added to it. */
  enrichment_date?: string;
  /** The fields that it added to. */
  enrichment_fields: Array<string>;
  /** What was known before. */
  original_data?: CandidateFields;
  /** The jobs that came of it. */
  placement_history: Array<PlacementRecord>;
  /** Where the values came from. */
  provenance: Array<FieldProvenance>;
  /** When it was made. */
  created_at: string;
  /** When it last changed. */
  updated_at: string;
}

export interface CandidateChange {
  /** When. */
  at: string;
  /** What. */
  what: "created" | "updated" | "resume_parsed" | "intake_sent" | "intake_started" | "intake_completed" | "enrichment_reverted" | "merged" | "linked" | "unlinked" | "archived" | "restored";
  /** Who did it; nothing where no caller did. */
  actor_kind?: "user" | "person" | "intake" | "service" | "key";
  /** Which user, person, key or candidate did it. */
  actor_id?: string;
  /** The fields that it changed. */
  fields: Array<string>;
  /** Where the new values came from. */
  source?: "resume" | "recruiter" | "intake_text" | "intake_voice";
  /** The other record of a merge. */
  other_id?: string;
}

export interface CandidateFields {
  /** What the candidate is called. */
  name: string;
  /** Where to write to. */
  email?: string;
  /** Where to call. */
  phone?: string;
  /** Where the candidate lives. */
  location_city?: string;
  /** What the candidate does now. */
  current_title?: string;
  /** For whom. */
  current_employer?: string;
  /** Years of work. */
  years_experience?: number;
  /** The candidate in a paragraph. */
  summary?: string;
  /** What the candidate can do. */
  skills: Array<CandidateSkill>;
  /** What the candidate has studied. */
  education: Array<Education>;
  /** Where the candidate has worked. */
  experience: Array<Position>;
  /** What the candidate speaks. */
  languages: Array<SpokenLanguage>;
  /** Where the candidate may work. */
  work_authorization: Array<WorkAuthorization>;
  /** When the candidate can start. */
  availability?: Availability;
  /** What the candidate hopes to earn. */
  salary_expectation?: SalaryExpectation;
  /** Where there is more. */
  links: Array<string>;
}

export interface CandidateSkill {
  /** As the candidate calls it. */
  name: string;
  /** How firmly it is held, C1 to C5. */
  level?: "C1" | "C2" | "C3" | "C4" | "C5";
  /** How well, 1 to 10. */
  rating?: number;
  /** For how many years. */
  years?: number;
  /** When it was last used. */
  last_used?: string;
}

export interface CandidateSummary {
  /** Identifies the record. */
  id: string;
  /** Counts its changes. */
  version: number;
  /** How far it has come. */
  status: "new" | "resume_parsed" | "intake_sent" | "intake_started" | "intake_completed" | "archived";
  /** What the candidate is called. */
  name: string;
  /** Where to write to. */
  email?: string;
  /** Where the candidate lives. */
  location_city?: string;
  /** What the candidate does now. */
  current_title?: string;
  /** For whom. */
  current_employer?: string;
  /** Years of work. */
  years_experience?: number;
  /** Whether an intake has added to it. */
  has_enrichment_data: boolean;
  /** When it was made. */
  created_at: string;
  /** When it last changed. */
  updated_at: string;
}

export interface Education {
  /** Where. */
  institution: string;
  /** What it led to. */
  degree?: string;
  /** What was studied. */
  field?: string;
  /** When it began. */
  from?: string;
  /** When it ended; nothing while it goes on. */
  to?: string;
}

export interface FieldError {
  /** Where: `email`, `skills[2].name`. */
  field: string;
  /** What is wrong, for programs. */
  code: string;
  /** What is wrong, for people. */
  message: string;
}

export interface FieldProvenance {
  /** The field. */
  field: string;
  /** Who or what said it. */
  source: "resume" | "recruiter" | "intake_text" | "intake_voice";
  /** When. */
  at: string;
  /** How sure a reader of text was, 0 to 1. */
  confidence?: number;
  /** Who has confirmed it since. */
  confirmed_by?: "resume" | "recruiter" | "intake_text" | "intake_voice";
}

export interface Me {
  /** A user, a person or a key. */
  kind: "user" | "person" | "intake" | "service" | "key";
  /** Identifies the user, person or key. */
  id: string;
  /** What they are called. */
  name: string;
  /** Their address; keys have none. */
  email?: string;
  /** Their organization; persons have none. */
  organization?: OrganizationReference;
  /** What they may do; only users have one. */
  role?: "admin" | "recruiter" | "hiring_manager" | "tech_lead" | "interviewer";
}

export interface Membership {
  /** Identifies the organization. */
  organization_id: string;
  /** What it is called. */
  name: string;
  /** What the account may do there. */
  role: "admin" | "recruiter" | "hiring_manager" | "tech_lead" | "interviewer";
}

export interface NewAPIKey {
  /** The key. */
  api_key: APIKey;
  /** What to send as `Authorization: Bearer`. */
  secret: string;
}

export interface NewAdmin {
  /** What the member is called. */
  name: string;
  /** The address to sign in with. */
  email: string;
  /** At least 12 characters, and not among the common ones. */
  password: string;
}

export interface NewOrganization {
  /** The organization. */
  organization: Organization;
  /** Its administrator. */
  user: User;
}

export interface Organization {
  /** Identifies it. */
  id: string;
  /** Counts its changes. */
  version: number;
  /** What it is called. */
  name: string;
  /** An agency or a company. */
  kind: "agency" | "company";
  /** Whether an operator has checked who it is. */
  verified: boolean;
  /** What candidates will read about it. */
  description?: string;
  /** Its site. */
  site?: string;
  /** The domains that its people write from. */
  domains: Array<string>;
  /** Where its logo is. */
  logo_address?: string;
  /** What it is there for. */
  mission?: string;
  /** Where it wants to go. */
  vision?: string;
  /** What it holds dear. */
  values: Array<string>;
  /** When it joined. */
  created_at: string;
}

export interface OrganizationReference {
  /** Identifies it. */
  id: string;
  /** What it is called. */
  name: string;
  /** An agency or a company. */
  kind: "agency" | "company";
}

export interface PlacementRecord {
  /** For whom. */
  company_name: string;
  /** As what. */
  role_title: string;
  /** When the offer was accepted. */
  placed_on: string;
  /** When it ended. */
  ended_on?: string;
}

export interface Position {
  /** For whom. */
  employer: string;
  /** As what. */
  title: string;
  /** When it began. */
  from?: string;
  /** When it ended; nothing while it goes on. */
  to?: string;
  /** What was done there. */
  summary?: string;
}

export interface Problem {
  /** A name for the kind of problem. */
  type: string;
  /** The same words for the same type. */
  title: string;
  /** The HTTP status. */
  status: number;
  /** What happened, for people. */
  detail: string;
  /** What happened, for programs. */
  code: string;
  /** What to quote to those who read the logs. */
  request_id?: string;
  /** All faulty fields. */
  errors?: Array<FieldError>;
  /** States that would have been allowed. */
  allowed?: Array<string>;
}

export interface PublishedKey {
  /** Always `EC`. */
  kty: string;
  /** Always `P-256`. */
  crv: string;
  /** The first coordinate, base64url. */
  x: string;
  /** The second coordinate, base64url. */
  y: string;
  /** The key's RFC 7638 thumbprint. */
  kid: string;
  /** Always `sig`. */
  use: string;
  /** Always `ES256`. */
  alg: string;
}

export interface PublishedKeys {
  /** The last one, the current one and the next one. */
  keys: Array<PublishedKey>;
}

export interface SalaryExpectation {
  /** Not less than this. */
  min?: number;
  /** Up to this. */
  max?: number;
  /** The currency, ISO 4217. */
  currency: string;
  /** What it is for. */
  period: "hour" | "day" | "week" | "month" | "year";
}

export interface SignedIn {
  /** What to send as `Authorization: Bearer`. */
  access_token: string;
  /** Always `Bearer`. */
  token_type: string;
  /** How long the access token is good for, in seconds. */
  expires_in: number;
  /** What to get the next access token with; good once. */
  refresh_token: string;
  /** Where the account is a member; the token is for the first. */
  organizations: Array<Membership>;
}

export interface SpokenLanguage {
  /** Its name, or its BCP 47 tag. */
  language: string;
  /** How well, A1 to C2. */
  level?: "A1" | "A2" | "B1" | "B2" | "C1" | "C2";
}

export interface User {
  /** Identifies the member. */
  id: string;
  /** Counts the changes. */
  version: number;
  /** What the member is called. */
  name: string;
  /** The address the member signs in with. */
  email: string;
  /** What the member may do. */
  role: "admin" | "recruiter" | "hiring_manager" | "tech_lead" | "interviewer";
  /** Invited, active or disabled. */
  status: "invited" | "active" | "disabled";
  /** When the member was invited. */
  created_at: string;
  /** When the member last signed in. */
  last_signed_in_at?: string;
}

export interface WorkAuthorization {
  /** The country, ISO 3166-1. */
  country: string;
  /** On what ground. */
  kind: "citizen" | "permanent" | "visa" | "needs_sponsorship";
  /** How long the ground holds. */
  until?: string;
}

export interface AcceptInvitation {
  /** What the link carries. */
  token: string;
  /** For an address that has no account yet: at least 12 characters. */
  password?: string;
  /** What the member wants to be called. */
  name?: string;
}

export interface ChangePassword {
  /** The password so far. */
  current_password: string;
  /** At least 12 characters, and not among the common ones. */
  new_password: string;
}

export interface ConfirmPasswordReset {
  /** What the link carries. */
  token: string;
  /** At least 12 characters, and not among the common ones. */
  password: string;
}

export interface CreateAPIKey {
  /** What it is for. */
  name: string;
  /** The operations that it may call, by name. */
  scopes: Array<string>;
  /** When it ends; never where it is left out. */
  expires_at?: string;
}

export interface CreateCandidate {
  /** What the candidate is called. */
  name: string;
  /** Where to write to. */
  email?: string;
  /** Where to call. */
  phone?: string;
  /** Where the candidate lives. */
  location_city?: string;
  /** What the candidate does now. */
  current_title?: string;
  /** For whom. */
  current_employer?: string;
  /** Years of work. */
  years_experience?: number;
  /** The candidate in a paragraph. */
  summary?: string;
  /** What the candidate can do. */
  skills?: Array<CandidateSkill>;
  /** What the candidate has studied. */
  education?: Array<Education>;
  /** Where the candidate has worked. */
  experience?: Array<Position>;
  /** What the candidate speaks. */
  languages?: Array<SpokenLanguage>;
  /** Where the candidate may work. */
  work_authorization?: Array<WorkAuthorization>;
  /** When the candidate can start. */
  availability?: Availability;
  /** What the candidate hopes to earn. */
  salary_expectation?: SalaryExpectation;
  /** Where there is more. */
  links?: Array<string>;
}

export interface CreateOrganization {
  /** What it is called. */
  name: string;
  /** An agency or a company. */
  kind: "agency" | "company";
  /** Its first member. */
  admin: NewAdmin;
}

export interface CreatePersonSession {
  /** What the link carries. */
  token: string;
}

export interface InviteUser {
  /** Where the invitation is sent. */
  email: string;
  /** What the member is called. */
  name: string;
  /** What the member may do. */
  role: "admin" | "recruiter" | "hiring_manager" | "tech_lead" | "interviewer";
}

export interface IssueToken {
  /** What the token is asked for with. */
  grant_type: "password" | "refresh_token";
  /** The account; with `password`. */
  email?: string;
  /** The account's password. */
  password?: string;
  /** The organization to sign in to; else the one used last. */
  organization_id?: string;
  /** The refresh token; with `refresh_token`. */
  refresh_token?: string;
}

export interface MergeCandidate {
  /** The record that is merged into this one. */
  other_id: string;
}

export interface RequestPasswordReset {
  /** The account. */
  email: string;
}

export interface RequestPersonLink {
  /** The person's own address. */
  email: string;
}

export interface RevokeToken {
  /** The session to end; all of the caller's where left out. */
  refresh_token?: string;
}

export interface UpdateCandidate {
  /** What the candidate is called. */
  name?: string;
  /** Where to write to. */
  email?: string | null;
  /** Where to call. */
  phone?: string | null;
  /** Where the candidate lives. */
  location_city?: string | null;
  /** What the candidate does now. */
  current_title?: string | null;
  /** For whom. */
  current_employer?: string | null;
  /** Years of work. */
  years_experience?: number | null;
  /** The candidate in a paragraph. */
  summary?: string | null;
  /** What the candidate can do; all of it. */
  skills?: Array<CandidateSkill>;
  /** What the candidate has studied; all of it. */
  education?: Array<Education>;
  /** Where the candidate has worked; all of it. */
  experience?: Array<Position>;
  /** What the candidate speaks; all of it. */
  languages?: Array<SpokenLanguage>;
  /** Where the candidate may work; all of it. */
  work_authorization?: Array<WorkAuthorization>;
  /** When the candidate can start. */
  availability?: Availability | null;
  /** What the candidate hopes to earn. */
  salary_expectation?: SalaryExpectation | null;
  /** Where there is more; all of it. */
  links?: Array<string>;
  /** `archived` sets the record aside; the state it had takes it up again. */
  status?: "new" | "resume_parsed" | "intake_sent" | "intake_started" | "intake_completed" | "archived";
}

export interface UpdateOrganization {
  /** What it is called. */
  name?: string;
  /** What candidates will read about it. */
  description?: string | null;
  /** Its site. */
  site?: string | null;
  /** The domains that its people write from; all of them. */
  domains?: Array<string>;
  /** Where its logo is. */
  logo_address?: string | null;
  /** What it is there for. */
  mission?: string | null;
  /** Where it wants to go. */
  vision?: string | null;
  /** What it holds dear; all of it. */
  values?: Array<string>;
}

export interface UpdateUser {
  /** What the member is called. */
  name?: string;
  /** What the member may do. */
  role?: "admin" | "recruiter" | "hiring_manager" | "tech_lead" | "interviewer";
  /** Whether the member is cut off. */
  disabled?: boolean;
}

/** Every operation, by its name. */
export interface Operations {
  /**
   * Makes an organization and its administrator. Open to anyone while the installation has open
   * sign-up; else an operator does it.
   * For: anyone.
   */
  createOrganization: {
    method: "POST";
    path: "/organizations";
    parameters: undefined;
    query: undefined;
    body: CreateOrganization;
    response: NewOrganization;
  };
  /**
   * Reads the profile of the caller's own organization.
   * For: any user.
   */
  getOrganization: {
    method: "GET";
    path: "/organizations/{id}";
    parameters: {
      /** Identifies it. */
      id: string;
    };
    query: undefined;
    body: undefined;
    response: Organization;
  };
  /**
   * Changes the fields it gives. Whether an organization is verified is for an operator to say.
   * For: admin.
   */
  updateOrganization: {
    method: "PATCH";
    path: "/organizations/{id}";
    parameters: {
      /** Identifies it. */
      id: string;
    };
    query: undefined;
    body: UpdateOrganization;
    response: Organization;
  };
  /**
   * Issues an access token for 15 minutes and a refresh token. An unknown e-mail address and a
   * wrong password are refused alike. A refresh token is good once; used twice, it ends the
   * session that it belongs to. At most 5 tries a minute for an account and 30 for an address.
   * For: anyone.
   */
  issueToken: {
    method: "POST";
    path: "/auth/token";
    parameters: undefined;
    query: undefined;
    body: IssueToken;
    response: SignedIn;
  };
  /**
   * Ends the session that a refresh token belongs to, or, for a caller who is signed in and
   * gives none, all of the caller's. It reaches every service within five seconds.
   * For: anyone.
   */
  revokeToken: {
    method: "POST";
    path: "/auth/revoke";
    parameters: undefined;
    query: undefined;
    body: RevokeToken;
    response: undefined;
  };
  /**
   * Says whom the caller's token speaks for.
   * For: any user, person, API key with this scope.
   */
  getMe: {
    method: "GET";
    path: "/auth/me";
    parameters: undefined;
    query: undefined;
    body: undefined;
    response: Me;
  };
  /**
   * Changes the password and ends all other sessions of the account.
   * For: any user, person.
   */
  changePassword: {
    method: "POST";
    path: "/auth/password";
    parameters: undefined;
    query: undefined;
    body: ChangePassword;
    response: undefined;
  };
  /**
   * Sends a one-time link to the address if an account has it. The answer is the same if none
   * has.
   * For: anyone.
   */
  requestPasswordReset: {
    method: "POST";
    path: "/auth/password-reset";
    parameters: undefined;
    query: undefined;
    body: RequestPasswordReset;
    response: undefined;
  };
  /**
   * Sets a new password and ends all sessions of the account. A link is good once, for an hour.
   * For: anyone.
   */
  confirmPasswordReset: {
    method: "POST";
    path: "/auth/password-reset/confirm";
    parameters: undefined;
    query: undefined;
    body: ConfirmPasswordReset;
    response: undefined;
  };
  /**
   * Makes a member and sends a one-time link, good for seven days. Inviting an invited member
   * again sends a new link and ends the old one.
   * For: admin.
   */
  inviteUser: {
    method: "POST";
    path: "/users";
    parameters: undefined;
    query: undefined;
    body: InviteUser;
    response: User;
  };
  /**
   * Makes the invited member active and signs in. An address that has an account already keeps
   * its password.
   * For: anyone.
   */
  acceptInvitation: {
    method: "POST";
    path: "/auth/invitations/accept";
    parameters: undefined;
    query: undefined;
    body: AcceptInvitation;
    response: SignedIn;
  };
  /**
   * Lists the members of the caller's organization by name.
   * For: admin.
   */
  listUsers: {
    method: "GET";
    path: "/users";
    parameters: undefined;
    query: {
      /** Only those who stand so. */
      status?: "invited" | "active" | "disabled";
      /** Where to go on; from the page before. */
      cursor?: string;
      /** How many at most. */
      limit?: number;
    };
    body: undefined;
    response: Page<User>;
  };
  /**
   * Changes the fields it gives. Disabling cuts off at once: sessions end, and tokens that were
   * issued are refused everywhere within five seconds. The last administrator stays one.
   * For: admin.
   */
  updateUser: {
    method: "PATCH";
    path: "/users/{id}";
    parameters: {
      /** Identifies the member. */
      id: string;
    };
    query: undefined;
    body: UpdateUser;
    response: User;
  };
  /**
   * Sends a one-time sign-in link, good for 15 minutes. The answer is always the same.
   * For: anyone.
   */
  requestPersonLink: {
    method: "POST";
    path: "/auth/person-link";
    parameters: undefined;
    query: undefined;
    body: RequestPersonLink;
    response: undefined;
  };
  /**
   * Signs a person in, and makes the account with the first link: whoever reads the address
   * owns it.
   * For: anyone.
   */
  createPersonSession: {
    method: "POST";
    path: "/auth/person-session";
    parameters: undefined;
    query: undefined;
    body: CreatePersonSession;
    response: SignedIn;
  };
  /**
   * Makes a key that acts for the organization in the operations it names. The secret is shown
   * once.
   * For: admin.
   */
  createAPIKey: {
    method: "POST";
    path: "/api-keys";
    parameters: undefined;
    query: undefined;
    body: CreateAPIKey;
    response: NewAPIKey;
  };
  /**
   * Lists the keys of the caller's organization, newest first, without their secrets.
   * For: admin.
   */
  listAPIKeys: {
    method: "GET";
    path: "/api-keys";
    parameters: undefined;
    query: {
      /** Where to go on; from the page before. */
      cursor?: string;
      /** How many at most. */
      limit?: number;
    };
    body: undefined;
    response: Page<APIKey>;
  };
  /**
   * Takes a key away. It is refused everywhere within five seconds.
   * For: admin.
   */
  deleteAPIKey: {
    method: "DELETE";
    path: "/api-keys/{id}";
    parameters: {
      /** Identifies the key. */
      id: string;
    };
    query: undefined;
    body: undefined;
    response: undefined;
  };
  /**
   * Publishes the public keys of the tokens that identity signs. The next key is there before it
   * signs; the last one stays until its tokens have expired.
   * For: anyone.
   */
  getSigningKeys: {
    method: "GET";
    path: "/.well-known/jwks.json";
    parameters: undefined;
    query: undefined;
    body: undefined;
    response: PublishedKeys;
  };
  /**
   * Makes a record about somebody. A name is enough; an e-mail address is usual. Two records
   * may have the same address: whether they are one person is for a recruiter to say, with a
   * merge.
   * For: admin, recruiter, API key with this scope.
   */
  createCandidate: {
    method: "POST";
    path: "/candidates";
    parameters: undefined;
    query: undefined;
    body: CreateCandidate;
    response: Candidate;
  };
  /**
   * Lists the organization's records, newest first; archived ones only where `status` asks for
   * them.
   * For: admin, recruiter, hiring_manager, API key with this scope.
   */
  listCandidates: {
    method: "GET";
    path: "/candidates";
    parameters: undefined;
    query: {
      /** Words that name, title, employer, city or skills begin with. */
      q?: string;
      /** Only those that have come so far; may be repeated. */
      status?: Array<"new" | "resume_parsed" | "intake_sent" | "intake_started" | "intake_completed" | "archived">;
      /** Only those that an intake has added to, or has not. */
      has_enrichment_data?: boolean;
      /** Where to go on; from the page before. */
      cursor?: string;
      /** How many at most. */
      limit?: number;
    };
    body: undefined;
    response: Page<CandidateSummary>;
  };
  /**
   * Reads one record. One that was merged into another answers 301 with the other's address.
   * For: any user, API key with this scope.
   */
  getCandidate: {
    method: "GET";
    path: "/candidates/{id}";
    parameters: {
      /** Identifies the record. */
      id: string;
    };
    query: undefined;
    body: undefined;
    response: Candidate;
  };
  /**
   * Changes the fields it gives; `null` clears one, a list is replaced whole. Another e-mail
   * address unlinks the record from the person who had accepted it.
   * For: admin, recruiter, API key with this scope.
   */
  updateCandidate: {
    method: "PATCH";
    path: "/candidates/{id}";
    parameters: {
      /** Identifies the record. */
      id: string;
    };
    query: undefined;
    body: UpdateCandidate;
    response: Candidate;
  };
  /**
   * Removes the record and everything in it that tells who it was about. What remains in the
   * event trail are identifiers, dates and numbers.
   * For: admin, recruiter.
   */
  deleteCandidate: {
    method: "DELETE";
    path: "/candidates/{id}";
    parameters: {
      /** Identifies the record. */
      id: string;
    };
    query: undefined;
    body: undefined;
    response: undefined;
  };
  /**
   * Merges another record into this one, which survives; the other answers 301 from then on.
   * Fields that this record has stay. Two that different persons have accepted cannot be merged.
   * For: admin, recruiter.
   */
  mergeCandidate: {
    method: "POST";
    path: "/candidates/{id}/merge";
    parameters: {
      /** Identifies the record. */
      id: string;
    };
    query: undefined;
    body: MergeCandidate;
    response: Candidate;
  };
  /**
   * Lists what happened to a record, newest last: who, when, which fields, from where. Values
   * are not part of the history.
   * For: admin, recruiter, hiring_manager, API key with this scope.
   */
  getCandidateHistory: {
    method: "GET";
    path: "/candidates/{id}/history";
    parameters: {
      /** Identifies the record. */
      id: string;
    };
    query: {
      /** Where to go on; from the page before. */
      cursor?: string;
      /** How many at most. */
      limit?: number;
    };
    body: undefined;
    response: Page<CandidateChange>;
  };
}
