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

export interface BulkItem {
  /** The process. */
  id: string;
  /** Where it stands now. */
  status: "in_progress" | "on_hold" | "offer_extended" | "offer_accepted" | "offer_declined" | "rejected_by_company" | "candidate_withdrew" | "role_closed";
  /** Whether it was changed. */
  changed: boolean;
  /** Why it was not. */
  reason?: string;
}

export interface BulkReport {
  /** How many were changed. */
  changed: number;
  /** How many were not. */
  refused: number;
  /** One by one. */
  items: Array<BulkItem>;
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
  what: "created" | "updated" | "resume_parsed" | "intake_sent" | "intake_started" | "intake_completed" | "enrichment_reverted" | "merged" | "placed" | "placement_ended" | "placement_corrected" | "placement_undone" | "linked" | "unlinked" | "archived" | "restored";
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
  /** The job that came of it. */
  placement_id?: string;
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

export interface ChangeActor {
  /** User, key or service. */
  kind: "user" | "person" | "intake" | "service" | "key";
  /** Which one. */
  id?: string;
}

export interface CompanyInsights {
  /** The company. */
  company_name: string;
  /** Processes started. */
  total_candidates_sent: number;
  /** Processes with a decided stage ÷ processes. */
  interview_rate: number | null;
  /** The interview rate with what it rests on. */
  interviewed: Rate;
  /** Processes with an offer ÷ processes. */
  offer_rate: number | null;
  /** The offer rate with what it rests on. */
  offered: Rate;
  /** The mean in words: `14 days`. */
  avg_time_to_decision: string | null;
  /** How many verdicts the mean rests on. */
  decided: number;
  /** The mean in days of 24 hours, time on hold left out. */
  mean_days: number | null;
  /** The Kaplan–Meier median in whole calendar days (UTC), time on hold left
out; open processes are censored. */
  median_days: number | null;
  /** Feeders by placements, then by offers. */
  preferred_feeders: Array<string>;
  /** Why it said no, the most frequent first. */
  rejection_reasons: Array<ReasonCount>;
}

export interface CompanyStats {
  /** The company. */
  company_name: string;
  /** Processes started. */
  total: number;
  /** Where they stand. */
  by_status: StatusCounts;
  /** Not ended yet. */
  active: number;
  /** Offers accepted. */
  placements: number;
  /** placements ÷ total. */
  conversion_rate: number | null;
  /** The conversion rate with what it rests on. */
  conversion: Rate;
  /** Offers accepted ÷ offers answered. */
  offer_acceptance_rate: number | null;
  /** The acceptance rate with what it rests on. */
  offer_acceptance: Rate;
  /** What all of their stages were rated. */
  average_ratings: RatingMeans;
  /** When one of them last changed. */
  last_activity_at?: string;
}

export interface ConversionRate {
  /** The feeder; `null` for processes without one. */
  feeder_source: string | null;
  /** Processes started: the n of the conversion rate. */
  candidates_sourced: number;
  /** Offers accepted: the numerator. */
  placements: number;
  /** placements ÷ candidates_sourced. */
  conversion_rate: number | null;
  /** placements ÷ verdicts. */
  success_rate: number | null;
  /** Of the conversion rate. */
  interval: Interval | null;
  /** Whether candidates_sourced is at least 5. */
  enough: boolean;
  /** Accepted, declined, rejected and withdrawn: the n of the success rate. */
  verdicts: number;
  /** Of the success rate. */
  success_interval: Interval | null;
  /** Whether verdicts is at least 5. */
  success_enough: boolean;
  /** Not ended yet. */
  open: number;
  /** Roles closed: they say nothing about the candidate. */
  closed_without_verdict: number;
}

export interface ConversionRates {
  /** One row a feeder, the largest first. */
  items: Array<ConversionRate>;
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

export interface FeedbackTheme {
  /** The phrase. */
  phrase: string;
  /** In how many stages it stands. */
  count: number;
  /** Some of them. */
  stage_ids: Array<string>;
}

export interface FeederFile {
  /** When it was printed. */
  generated_at: string;
  /** One row a feeder. */
  feeders: Array<ConversionRate>;
}

export interface FeederRecount {
  /** Whether the figures kept had been wrong. */
  corrected: boolean;
  /** The figures from the event history. */
  figures: ConversionRate;
}

export interface FeederReport {
  /** The feeder. */
  feeder_source: string;
  /** Processes started. */
  total_candidates_sourced: number;
  /** How many led to a job. */
  conversion: ConversionRate;
  /** How stages of each kind go. */
  success_rate_by_stage: Array<StageSuccess>;
  /** The mean in words: `14 days`. */
  average_time_to_hire: string | null;
  /** How many hires the mean rests on. */
  hired: number;
  /** The mean in days of 24 hours, time on hold left out. */
  mean_days: number | null;
  /** The Kaplan–Meier median in whole calendar days (UTC), time on hold left
out; who was not hired yet is censored. */
  median_days: number | null;
  /** Why companies said no, the most frequent first. */
  common_rejection_reasons: Array<ReasonCount>;
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

export interface Funnel {
  /** Processes started. */
  total_started: number;
  /** Phone screens passed ÷ passed or failed. */
  phone_screen_pass_rate: number | null;
  /** Technical stages passed ÷ passed or failed. */
  technical_pass_rate: number | null;
  /** Onsite stages passed ÷ passed or failed. */
  onsite_pass_rate: number | null;
  /** Offers extended ÷ decided processes that passed every stage they had. */
  offer_extended_rate: number | null;
  /** Offers accepted ÷ offers answered. */
  offer_accepted_rate: number | null;
  /** Processes that have not ended; no failures. */
  open: number;
  /** What the rates rest on. */
  counts: FunnelCounts;
  /** How far they can be trusted. */
  intervals: FunnelIntervals;
}

export interface FunnelCount {
  /** How many of them. */
  numerator: number;
  /** Of how many. */
  n: number;
  /** Whether n is at least 5. */
  enough: boolean;
}

export interface FunnelCounts {
  /** For `phone_screen_pass_rate`. */
  phone_screen_pass_rate: FunnelCount;
  /** For `technical_pass_rate`. */
  technical_pass_rate: FunnelCount;
  /** For `onsite_pass_rate`. */
  onsite_pass_rate: FunnelCount;
  /** For `offer_extended_rate`. */
  offer_extended_rate: FunnelCount;
  /** For `offer_accepted_rate`. */
  offer_accepted_rate: FunnelCount;
}

export interface FunnelIntervals {
  /** Of `phone_screen_pass_rate`. */
  phone_screen_pass_rate: Interval | null;
  /** Of `technical_pass_rate`. */
  technical_pass_rate: Interval | null;
  /** Of `onsite_pass_rate`. */
  onsite_pass_rate: Interval | null;
  /** Of `offer_extended_rate`. */
  offer_extended_rate: Interval | null;
  /** Of `offer_accepted_rate`. */
  offer_accepted_rate: Interval | null;
}

export interface ImportReport {
  /** How many processes. */
  imported: number;
  /** Whether nothing was kept. */
  checked_only: boolean;
}

export interface Interval {
  /** The lower end. */
  low: number;
  /** The upper end. */
  high: number;
}

export interface Interview {
  /** Identifies the process. */
  id: string;
  /** Counts the changes of its own fields. */
  version: number;
  /** Whose process it is. */
  org_id: string;
  /** Who is interviewed. */
  candidate_id: string;
  /** For whom the candidate would work. */
  company_name: string;
  /** As what. */
  role_title: string;
  /** Where it stands. */
  status: "in_progress" | "on_hold" | "offer_extended" | "offer_accepted" | "offer_declined" | "rejected_by_company" | "candidate_withdrew" | "role_closed";
  /** Where the candidate came from. */
  feeder_source?: string;
  /** Who looks after it. */
  recruiter_name?: string;
  /** What was said when it last moved. */
  status_note?: string;
  /** Why it ended: a reason code, or the status itself; nothing while it is open. */
  final_outcome?: string;
  /** What was offered last. */
  offer_details?: OfferDetails;
  /** Who decides; a hiring manager sees the processes that name them. */
  hiring_manager_id?: string;
  /** The work to fill. */
  assignment_id?: string;
  /** The match it began with. */
  match_id?: string;
  /** The talent match it began with. */
  talent_match_id?: string;
  /** When it began, where that was before it was recorded. */
  started_on?: string;
  /** What its rated stages came to, 0–100. */
  interview_score?: number;
  /** When it was recorded. */
  created_at: string;
  /** When it or one of its stages last changed. */
  updated_at: string;
}

export interface InterviewChange {
  /** When. */
  at: string;
  /** Who did it; nothing where no caller did. */
  actor?: ChangeActor;
  /** What. */
  what: "created" | "imported" | "updated" | "status_changed" | "reopened" | "stage_added" | "stage_updated" | "stage_removed" | "stage_rescheduled" | "outcome_recorded" | "outcome_corrected" | "offer_changed" | "scorecard_submitted" | "placement_made" | "placement_undone" | "placement_corrected" | "placement_ended";
  /** What it was before. */
  from?: string;
  /** What it became. */
  to?: string;
  /** The fields that changed. */
  fields: Array<string>;
  /** The stage it happened to. */
  stage_id?: string;
  /** The version of the offer it happened to. */
  offer?: number;
  /** Why. */
  reason_code?: string;
  /** The change that brought it about. */
  caused_by?: "created" | "imported" | "updated" | "status_changed" | "reopened" | "stage_added" | "stage_updated" | "stage_removed" | "stage_rescheduled" | "outcome_recorded" | "outcome_corrected" | "offer_changed" | "scorecard_submitted" | "placement_made" | "placement_undone" | "placement_corrected" | "placement_ended";
}

export interface InterviewDetail {
  /** Identifies the process. */
  id: string;
  /** Counts the changes of its own fields. */
  version: number;
  /** Whose process it is. */
  org_id: string;
  /** Who is interviewed. */
  candidate_id: string;
  /** For whom the candidate would work. */
  company_name: string;
  /** As what. */
  role_title: string;
  /** Where it stands. */
  status: "in_progress" | "on_hold" | "offer_extended" | "offer_accepted" | "offer_declined" | "rejected_by_company" | "candidate_withdrew" | "role_closed";
  /** Where the candidate came from. */
  feeder_source?: string;
  /** Who looks after it. */
  recruiter_name?: string;
  /** What was said when it last moved. */
  status_note?: string;
  /** Why it ended: a reason code, or the status itself; nothing while it is open. */
  final_outcome?: string;
  /** What was offered last. */
  offer_details?: OfferDetails;
  /** Who decides; a hiring manager sees the processes that name them. */
  hiring_manager_id?: string;
  /** The work to fill. */
  assignment_id?: string;
  /** The match it began with. */
  match_id?: string;
  /** The talent match it began with. */
  talent_match_id?: string;
  /** When it began, where that was before it was recorded. */
  started_on?: string;
  /** What its rated stages came to, 0–100. */
  interview_score?: number;
  /** When it was recorded. */
  created_at: string;
  /** When it or one of its stages last changed. */
  updated_at: string;
  /** Its stages, in their order. */
  stages: Array<Stage>;
  /** Its offers, in their order. */
  offers: Array<Offer>;
  /** Where it can go from here. */
  allowed_next: Array<"in_progress" | "on_hold" | "offer_extended" | "offer_accepted" | "offer_declined" | "rejected_by_company" | "candidate_withdrew" | "role_closed">;
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

export interface Offer {
  /** Counts the offers of a process, from 1. */
  version: number;
  /** Where it stands. */
  status: "draft" | "sent" | "accepted" | "declined" | "withdrawn" | "expired" | "superseded";
  /** What is offered. */
  offer_details: OfferDetails;
  /** When it was made. */
  created_at: string;
  /** When it was sent. */
  sent_at?: string;
  /** When it was answered, taken back, replaced, or when its time passed. */
  answered_at?: string;
}

export interface OfferDetails {
  /** What it pays. */
  salary?: OfferSalary;
  /** Shares, in words. */
  equity?: string;
  /** What comes on top, in words. */
  bonus?: string;
  /** The first day of work. */
  start_date?: string;
  /** Until when it can be accepted. */
  expires_at?: string;
  /** Where the work is. */
  location?: string;
  /** What else there is. */
  benefits?: Array<string>;
  /** Anything else. */
  notes?: string;
}

export interface OfferSalary {
  /** How much. */
  amount: number;
  /** In which currency, ISO 4217. */
  currency: string;
  /** What it is for. */
  period: "hour" | "day" | "week" | "month" | "year";
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

export interface Placement {
  /** Identifies it. */
  id: string;
  /** Who got it. */
  candidate_id: string;
  /** The process that led to it. */
  interview_process_id: string;
  /** For whom. */
  company_name: string;
  /** As what. */
  role_title: string;
  /** When the offer was accepted. */
  placement_date: string;
  /** What was accepted. */
  offer_details?: OfferDetails;
  /** When it ended. */
  ended_on?: string;
  /** Why it ended. */
  end_reason?: "resigned" | "dismissed" | "contract_ended" | "never_started" | "other";
  /** Counts its changes. */
  version: number;
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
  /** What was accepted; administrators, recruiters and API keys see it. */
  offer_details?: OfferDetails;
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

export interface Rate {
  /** How many of them. */
  numerator: number;
  /** Of how many. */
  n: number;
  /** The share; nothing of nothing. */
  rate: number | null;
  /** Its 95 % Wilson interval. */
  interval: Interval | null;
  /** Whether n is at least 5. */
  enough: boolean;
}

export interface RatingMeans {
  /** How many were rated overall. */
  n: number;
  /** All in all. */
  overall_rating?: number;
  /** Technical skill. */
  technical_rating?: number;
  /** How one would work together. */
  culture_fit_rating?: number;
  /** How the candidate speaks and listens. */
  communication_rating?: number;
}

export interface ReasonCodes {
  /** Counts the changes. */
  version: number;
  /** The codes, in their order. */
  codes: Array<string>;
}

export interface ReasonCount {
  /** The reason. */
  reason_code: string;
  /** How often. */
  count: number;
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

export interface Scorecard {
  /** Identifies the card. */
  id: string;
  /** The stage. */
  stage_id: string;
  /** Who says it. */
  interviewer_id: string;
  /** All in all. */
  overall_rating?: number;
  /** Technical skill. */
  technical_rating?: number;
  /** How one would work together. */
  culture_fit_rating?: number;
  /** How the candidate speaks and listens. */
  communication_rating?: number;
  /** What the interviewer advises. */
  recommendation: "definitely_no" | "no" | "yes" | "strong_yes" | "no_decision";
  /** Skills that were seen. */
  skills: Array<ScorecardSkill>;
  /** In words. */
  notes?: string;
  /** When it was handed in. */
  submitted_at: string;
}

export interface ScorecardSkill {
  /** The skill's code in the taxonomy. */
  code?: string;
  /** The skill's name, where it has no code. */
  name?: string;
  /** How well the candidate has it, 1–10. */
  rating: number;
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

export interface Stage {
  /** Identifies the stage. */
  id: string;
  /** The process it belongs to. */
  interview_process_id: string;
  /** Counts its changes. */
  version: number;
  /** What it is called. */
  stage_name: string;
  /** What it is about. */
  stage_kind: "phone_screen" | "technical" | "take_home" | "onsite" | "culture" | "final" | "other" | "offer";
  /** Its place in the process, from 1. */
  stage_order: number;
  /** Counts its dates, from 1. */
  attempt: number;
  /** The day it is planned for. */
  scheduled_date?: string;
  /** The moment it is planned for. */
  scheduled_at?: string;
  /** The zone that its moment was given in, as in `Europe/Stockholm`. */
  time_zone?: string;
  /** The day it took place. */
  completed_date?: string;
  /** What came of it. */
  outcome: "pending" | "passed" | "failed" | "cancelled" | "no_show";
  /** All in all. */
  overall_rating?: number;
  /** Technical skill. */
  technical_rating?: number;
  /** How one would work together. */
  culture_fit_rating?: number;
  /** How the candidate speaks and listens. */
  communication_rating?: number;
  /** What was said of the candidate. */
  feedback_notes?: string;
  /** Who interviews, by name. */
  interviewer_names: Array<string>;
  /** Who interviews, as members of the organization. */
  interviewer_ids: Array<string>;
  /** What follows. */
  next_steps?: string;
  /** Who did not come to the date before. */
  no_show_by?: "candidate" | "interviewer";
  /** Means of its scorecards. */
  scorecard_means?: RatingMeans;
  /** Whether a correction left the process where it was. */
  process_unchanged?: boolean;
  /** When it was added. */
  created_at: string;
  /** When it last changed. */
  updated_at: string;
}

export interface StagePerformance {
  /** The name that was asked for. */
  stage_name: string;
  /** Passed or failed. */
  n: number;
  /** Passed: the numerator. */
  passed: number;
  /** Failed. */
  failed: number;
  /** Still open. */
  pending: number;
  /** Cancelled. */
  cancelled: number;
  /** Missed. */
  no_show: number;
  /** passed ÷ n. */
  pass_rate: number | null;
  /** Of the pass rate. */
  interval: Interval | null;
  /** Whether n is at least 5. */
  enough: boolean;
  /** What they were rated. */
  average_ratings: RatingMeans;
  /** What their feedback returns to, the most frequent first. */
  themes: Array<FeedbackTheme>;
}

export interface StageRatings {
  /** All in all. */
  overall_rating?: number;
  /** Technical skill. */
  technical_rating?: number;
  /** How one would work together. */
  culture_fit_rating?: number;
  /** How the candidate speaks and listens. */
  communication_rating?: number;
}

export interface StageSuccess {
  /** What the stages are about. */
  stage_kind: "phone_screen" | "technical" | "take_home" | "onsite" | "culture" | "final" | "other" | "offer";
  /** Passed or failed. */
  n: number;
  /** Passed: the numerator. */
  passed: number;
  /** Failed. */
  failed: number;
  /** passed ÷ n. */
  pass_rate: number | null;
  /** Of the pass rate. */
  interval: Interval | null;
  /** Whether n is at least 5. */
  enough: boolean;
  /** What these stages were rated. */
  average_ratings: RatingMeans;
}

export interface StageSuccessRates {
  /** One row a kind. */
  items: Array<StageSuccess>;
}

export interface StatusCounts {
  /** How many are `in_progress`. */
  in_progress: number;
  /** How many are `on_hold`. */
  on_hold: number;
  /** How many are `offer_extended`. */
  offer_extended: number;
  /** How many are `offer_accepted`. */
  offer_accepted: number;
  /** How many are `offer_declined`. */
  offer_declined: number;
  /** How many are `rejected_by_company`. */
  rejected_by_company: number;
  /** How many are `candidate_withdrew`. */
  candidate_withdrew: number;
  /** How many are `role_closed`. */
  role_closed: number;
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

export interface Workflow {
  /** Where a process begins. */
  initial: "in_progress" | "on_hold" | "offer_extended" | "offer_accepted" | "offer_declined" | "rejected_by_company" | "candidate_withdrew" | "role_closed";
  /** All states. */
  states: Array<WorkflowState>;
  /** What can come of a stage. */
  outcomes: Array<"pending" | "passed" | "failed" | "cancelled" | "no_show">;
  /** What a stage can be about. */
  stage_kinds: Array<"phone_screen" | "technical" | "take_home" | "onsite" | "culture" | "final" | "other" | "offer">;
  /** Where an offer can stand. */
  offer_statuses: Array<"draft" | "sent" | "accepted" | "declined" | "withdrawn" | "expired" | "superseded">;
}

export interface WorkflowState {
  /** The status. */
  status: "in_progress" | "on_hold" | "offer_extended" | "offer_accepted" | "offer_declined" | "rejected_by_company" | "candidate_withdrew" | "role_closed";
  /** Whether a process ends here. */
  is_terminal: boolean;
  /** Where a process can go by itself. */
  next: Array<"in_progress" | "on_hold" | "offer_extended" | "offer_accepted" | "offer_declined" | "rejected_by_company" | "candidate_withdrew" | "role_closed">;
  /** Where a mistaken end can be taken back to. */
  reopens_to: Array<"in_progress" | "on_hold" | "offer_extended" | "offer_accepted" | "offer_declined" | "rejected_by_company" | "candidate_withdrew" | "role_closed">;
}

export interface AcceptInvitation {
  /** What the link carries. */
  token: string;
  /** For an address that has no account yet: at least 12 characters. */
  password?: string;
  /** What the member wants to be called. */
  name?: string;
}

export interface AddStage {
  /** What it is called. */
  stage_name: string;
  /** What it is about; told from the name unless it is said. */
  stage_kind?: "phone_screen" | "technical" | "take_home" | "onsite" | "culture" | "final" | "other" | "offer";
  /** Its place; the next unless it is said. Pending stages behind it move up. */
  stage_order?: number;
  /** The day it is planned for; that of `scheduled_at` in UTC unless it is said. */
  scheduled_date?: string;
  /** The moment it is planned for. */
  scheduled_at?: string;
  /** The zone of that moment, as in `Europe/Stockholm`. */
  time_zone?: string;
  /** Who interviews, by name. */
  interviewer_names?: Array<string>;
  /** Who interviews, as members of the organization. */
  interviewer_ids?: Array<string>;
  /** What follows. */
  next_steps?: string;
}

export interface ChangeInterviews {
  /** What to do. */
  action: "hold" | "resume" | "close" | "reopen";
  /** Which ones. */
  ids?: Array<string>;
  /** Instead of ids: all that are with this company. */
  company?: string;
  /** With `company`: only this role. */
  role?: string;
  /** Why; needed to reopen. */
  reason?: string;
}

export interface ChangePassword {
  /** The password so far. */
  current_password: string;
  /** At least 12 characters, and not among the common ones. */
  new_password: string;
}

export interface CompleteInterview {
  /** Where to; any state that is allowed next. */
  final_status: "in_progress" | "on_hold" | "offer_extended" | "offer_accepted" | "offer_declined" | "rejected_by_company" | "candidate_withdrew" | "role_closed";
  /** What is offered, or was. */
  offer_details?: OfferDetails;
  /** Why, as one of the organization's reason codes. */
  reason_code?: string;
  /** What there is to say about it. */
  note?: string;
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

export interface CreateInterview {
  /** Who is interviewed: a record of the organization. */
  candidate_id: string;
  /** For whom the candidate would work. */
  company_name: string;
  /** As what. */
  role_title: string;
  /** Where the candidate came from. */
  feeder_source?: string;
  /** Who looks after it. */
  recruiter_name?: string;
  /** Who decides. */
  hiring_manager_id?: string;
  /** The work to fill. */
  assignment_id?: string;
  /** The match it begins with. */
  match_id?: string;
  /** The talent match it begins with. */
  talent_match_id?: string;
  /** When it began, where that was earlier. */
  started_on?: string;
  /** Begin it although another is active for this candidate, company and role. */
  force?: boolean;
}

export interface CreateOrganization {
  /** What it is called. */
  name: string;
  /** An agency or a company. */
  kind: "agency" | "company";
  /** Its first member. */
  admin: NewAdmin;
  /** The operator's secret, where sign-up is not open. */
  operator_token?: string;
}

export interface CreatePersonSession {
  /** What the link carries. */
  token: string;
}

export interface EndPlacement {
  /** Why it ended. */
  reason: "resigned" | "dismissed" | "contract_ended" | "never_started" | "other";
  /** When it ended. */
  date: string;
}

export interface HoldInterview {
  /** What there is to say about it. */
  note?: string;
}

export interface ImportInterviews {
  /** A CSV file with a header line; see the documentation for its columns. */
  csv: string;
  /** Only check it. */
  dry_run?: boolean;
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

export interface MakeOffer {
  /** What is offered. */
  offer_details?: OfferDetails;
  /** Send it at once, rather than keep a draft. */
  send?: boolean;
}

export interface MergeCandidate {
  /** The record that is merged into this one. */
  other_id: string;
}

export interface RecordOutcome {
  /** What came of it. */
  outcome: "pending" | "passed" | "failed" | "cancelled" | "no_show";
  /** What it was rated; those that are given. */
  ratings?: StageRatings;
  /** What was said of the candidate. */
  feedback?: string;
  /** The day it took place. */
  completed_date?: string;
  /** Leave the process open although the stage failed. */
  keep_open?: boolean;
}

export interface ReopenInterview {
  /** What the mistake was. */
  reason: string;
  /** Where to; the state before its end unless it is said. */
  to?: "in_progress" | "on_hold" | "offer_extended" | "offer_accepted" | "offer_declined" | "rejected_by_company" | "candidate_withdrew" | "role_closed";
}

export interface RequestPasswordReset {
  /** The account. */
  email: string;
}

export interface RequestPersonLink {
  /** The person's own address. */
  email: string;
}

export interface RescheduleStage {
  /** The new day. */
  scheduled_date?: string;
  /** The new moment. */
  scheduled_at?: string;
  /** The zone of that moment, as in `Europe/Stockholm`. */
  time_zone?: string;
  /** Who did not come to the date before. */
  no_show_by?: "candidate" | "interviewer";
}

export interface ResumeInterview {
  /** What there is to say about it. */
  note?: string;
}

export interface RevokeToken {
  /** The session to end; all of the caller's where left out. */
  refresh_token?: string;
}

export interface SubmitScorecard {
  /** All in all. */
  overall_rating?: number;
  /** Technical skill. */
  technical_rating?: number;
  /** How one would work together. */
  culture_fit_rating?: number;
  /** How the candidate speaks and listens. */
  communication_rating?: number;
  /** What is advised. */
  recommendation: "definitely_no" | "no" | "yes" | "strong_yes" | "no_decision";
  /** Skills that were seen. */
  skills?: Array<ScorecardSkill>;
  /** In words. */
  notes?: string;
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
  availability?: Availability | null;
  /** What the candidate hopes to earn. */
  salary_expectation?: SalaryExpectation | null;
  /** Where there is more. */
  links?: Array<string>;
  /** `archived` sets the record aside; the state it had takes it up again. */
  status?: "new" | "resume_parsed" | "intake_sent" | "intake_started" | "intake_completed" | "archived";
}

export interface UpdateInterview {
  /** For whom the candidate would work. */
  company_name?: string;
  /** As what. */
  role_title?: string;
  /** Where the candidate came from. */
  feeder_source?: string | null;
  /** Who looks after it. */
  recruiter_name?: string | null;
  /** Who decides. */
  hiring_manager_id?: string | null;
  /** The work to fill. */
  assignment_id?: string | null;
  /** The match it began with. */
  match_id?: string | null;
  /** The talent match it began with. */
  talent_match_id?: string | null;
  /** When it began, where that was earlier. */
  started_on?: string | null;
}

export interface UpdateOffer {
  /** Where it stands: `sent`, `accepted`, `declined` or `withdrawn`. */
  status?: "draft" | "sent" | "accepted" | "declined" | "withdrawn" | "expired" | "superseded";
  /** What is offered; all of it, while it is a draft. */
  offer_details?: OfferDetails;
  /** Why, as one of the organization's reason codes. */
  reason_code?: string;
  /** What there is to say about it. */
  note?: string;
}

export interface UpdateOrganization {
  /** What it is called. */
  name?: string;
  /** What candidates will read about it. */
  description?: string | null;
  /** Its site. */
  site?: string | null;
  /** The domains that its people write from. */
  domains?: Array<string>;
  /** Where its logo is. */
  logo_address?: string | null;
  /** What it is there for. */
  mission?: string | null;
  /** Where it wants to go. */
  vision?: string | null;
  /** What it holds dear. */
  values?: Array<string>;
}

export interface UpdateReasonCodes {
  /** All codes, in their order: small letters, digits and `_`. */
  codes: Array<string>;
}

export interface UpdateStage {
  /** What it is called. */
  stage_name?: string;
  /** What it is about. */
  stage_kind?: "phone_screen" | "technical" | "take_home" | "onsite" | "culture" | "final" | "other" | "offer";
  /** Its place, while it is pending. */
  stage_order?: number;
  /** The day it is planned for; that of `scheduled_at` in UTC unless it is said. */
  scheduled_date?: string | null;
  /** The moment it is planned for. */
  scheduled_at?: string | null;
  /** The zone of that moment, as in `Europe/Stockholm`. */
  time_zone?: string | null;
  /** The day it took place. */
  completed_date?: string | null;
  /** Who interviews, by name. */
  interviewer_names?: Array<string>;
  /** Who interviews, as members of the organization. */
  interviewer_ids?: Array<string>;
  /** What follows. */
  next_steps?: string | null;
}

export interface UpdateUser {
  /** What the member is called. */
  name?: string;
  /** What the member may do. */
  role?: "admin" | "recruiter" | "hiring_manager" | "tech_lead" | "interviewer";
  /** Whether the member is cut off. */
  disabled?: boolean;
}

export interface VerifyOrganization {
  /** Whether it is who it says. */
  verified: boolean;
  /** The operator's secret. */
  operator_token: string;
}

/** Every operation, by its name. */
export interface Operations {
  /**
   * Makes an organization and its administrator. Open to anyone while the installation has open
   * sign-up; else an operator does it. An address that has an account already keeps its
   * password, which must be the one that is given.
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
   * Changes the fields it gives; `null` clears one, a list is replaced whole. Whether an
   * organization is verified is for an operator to say.
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
   * Says whether an operator has checked who an organization is. It shows in the profile that
   * candidates see.
   * For: anyone.
   */
  verifyOrganization: {
    method: "POST";
    path: "/organizations/{id}/verification";
    parameters: {
      /** Identifies it. */
      id: string;
    };
    query: undefined;
    body: VerifyOrganization;
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
   * Changes the password and ends all sessions of the account, this one included: sign in with
   * the new password. Without a password so far, ask for a link that sets one.
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
  /**
   * Begins a process for one candidate at one company for one role. The three may have one
   * active process; a second is 409 unless `force` says that it is meant. The candidate must
   * be a record of the organization.
   * For: admin, recruiter, API key with this scope.
   */
  createInterview: {
    method: "POST";
    path: "/interviews";
    parameters: undefined;
    query: undefined;
    body: CreateInterview;
    response: Interview;
  };
  /**
   * Lists the processes that the caller may see. Filters combine.
   * For: any user, API key with this scope.
   */
  listInterviews: {
    method: "GET";
    path: "/interviews";
    parameters: undefined;
    query: {
      /** Only those that stand here; may be repeated. */
      status?: Array<"in_progress" | "on_hold" | "offer_extended" | "offer_accepted" | "offer_declined" | "rejected_by_company" | "candidate_withdrew" | "role_closed">;
      /** Only this company, whatever its case. */
      company?: string;
      /** Only this candidate. */
      candidate_id?: string;
      /** Only this feeder, whatever its case. */
      feeder?: string;
      /** Only those that this recruiter looks after, whatever the case. */
      recruiter?: string;
      /** Words that company or role contain the beginnings of. */
      q?: string;
      /** Only those recorded on this day or later, UTC. */
      created_from?: string;
      /** Only those recorded on this day or earlier, UTC. */
      created_to?: string;
      /** In which order. */
      sort?: "newest" | "oldest" | "recently_changed" | "company";
      /** Where to go on; from the page before. */
      cursor?: string;
      /** How many at most. */
      limit?: number;
    };
    body: undefined;
    response: Page<Interview>;
  };
  /**
   * Reads a process with its stages, its offers and the states it can go to. An interviewer
   * sees the stages that name them, and nobody else's verdict on a stage before their own
   * scorecard is in.
   * For: any user, API key with this scope.
   */
  getInterview: {
    method: "GET";
    path: "/interviews/{id}";
    parameters: {
      /** Identifies the process. */
      id: string;
    };
    query: undefined;
    body: undefined;
    response: InterviewDetail;
  };
  /**
   * Changes the fields it gives; `null` clears one. The candidate stays, and the status
   * moves by what happens: by outcomes, offers, `complete`, `hold`, `resume` and `reopen`.
   * For: admin, recruiter, hiring_manager, API key with this scope.
   */
  updateInterview: {
    method: "PUT";
    path: "/interviews/{id}";
    parameters: {
      /** Identifies the process. */
      id: string;
    };
    query: undefined;
    body: UpdateInterview;
    response: Interview;
  };
  /**
   * Lists all processes of one candidate, newest first, as far as the caller may see them.
   * For: any user, API key with this scope.
   */
  listCandidateInterviews: {
    method: "GET";
    path: "/interviews/candidate/{id}";
    parameters: {
      /** Whose. */
      id: string;
    };
    query: {
      /** Where to go on; from the page before. */
      cursor?: string;
      /** How many at most. */
      limit?: number;
    };
    body: undefined;
    response: Page<Interview>;
  };
  /**
   * Lists all processes with one company, newest first, as far as the caller may see them.
   * For: any user, API key with this scope.
   */
  listCompanyInterviews: {
    method: "GET";
    path: "/interviews/company/{name}";
    parameters: {
      /** The company, whatever its case. */
      name: string;
    };
    query: {
      /** Only those that stand here; may be repeated. */
      status?: Array<"in_progress" | "on_hold" | "offer_extended" | "offer_accepted" | "offer_declined" | "rejected_by_company" | "candidate_withdrew" | "role_closed">;
      /** Where to go on; from the page before. */
      cursor?: string;
      /** How many at most. */
      limit?: number;
    };
    body: undefined;
    response: Page<Interview>;
  };
  /**
   * Moves a process to any state that is allowed next. An end cancels the stages that are
   * pending and settles the offer that is out. A role that closes is no rejection: say
   * `role_closed`.
   * For: admin, recruiter, hiring_manager, API key with this scope.
   */
  completeInterview: {
    method: "POST";
    path: "/interviews/{id}/complete";
    parameters: {
      /** Identifies the process. */
      id: string;
    };
    query: undefined;
    body: CompleteInterview;
    response: Interview;
  };
  /**
   * Lets a process wait. Time on hold counts in no duration.
   * For: admin, recruiter, hiring_manager, API key with this scope.
   */
  holdInterview: {
    method: "POST";
    path: "/interviews/{id}/hold";
    parameters: {
      /** Identifies the process. */
      id: string;
    };
    query: undefined;
    body: HoldInterview;
    response: Interview;
  };
  /**
   * Takes a process from hold back to where it was.
   * For: admin, recruiter, hiring_manager, API key with this scope.
   */
  resumeInterview: {
    method: "POST";
    path: "/interviews/{id}/resume";
    parameters: {
      /** Identifies the process. */
      id: string;
    };
    query: undefined;
    body: ResumeInterview;
    response: Interview;
  };
  /**
   * Says that the end of a process was a mistake, and undoes what it caused: the placement,
   * the figures, the stages that were cancelled, the offer that was settled. Somebody who
   * was hired and left is no mistake: end the placement.
   * For: admin, recruiter, hiring_manager, API key with this scope.
   */
  reopenInterview: {
    method: "POST";
    path: "/interviews/{id}/reopen";
    parameters: {
      /** Identifies the process. */
      id: string;
    };
    query: undefined;
    body: ReopenInterview;
    response: Interview;
  };
  /**
   * Holds, resumes, closes or reopens many processes at once, chosen by ids or by company
   * and role, at most 200. All of it happens or none; a process that the action does not fit
   * is left as it is, and named. Ids that the caller can see no process of are refused.
   * For: admin, recruiter, hiring_manager, API key with this scope.
   */
  changeInterviews: {
    method: "POST";
    path: "/interviews/bulk";
    parameters: undefined;
    query: undefined;
    body: ChangeInterviews;
    response: BulkReport;
  };
  /**
   * Lists every change of the process, its stages, offers and scorecards, newest last: who,
   * what and when. An interviewer sees what concerns their own stages.
   * For: any user, API key with this scope.
   */
  getInterviewHistory: {
    method: "GET";
    path: "/interviews/{id}/history";
    parameters: {
      /** Identifies the process. */
      id: string;
    };
    query: {
      /** Where to go on; from the page before. */
      cursor?: string;
      /** How many at most. */
      limit?: number;
    };
    body: undefined;
    response: Page<InterviewChange>;
  };
  /**
   * The state machine as data: which states there are, and where a process can go from each.
   * For: any user, API key with this scope.
   */
  getWorkflow: {
    method: "GET";
    path: "/interviews/workflow";
    parameters: undefined;
    query: undefined;
    body: undefined;
    response: Workflow;
  };
  /**
   * The reason codes of the organization; a default list until it has made its own.
   * For: any user, API key with this scope.
   */
  getReasonCodes: {
    method: "GET";
    path: "/interviews/reason-codes";
    parameters: undefined;
    query: undefined;
    body: undefined;
    response: ReasonCodes;
  };
  /**
   * Replaces the reason codes of the organization. What was recorded with an earlier code
   * keeps it.
   * For: admin, API key with this scope.
   */
  updateReasonCodes: {
    method: "PUT";
    path: "/interviews/reason-codes";
    parameters: undefined;
    query: undefined;
    body: UpdateReasonCodes;
    response: ReasonCodes;
  };
  /**
   * Adds a stage. Places are 1, 2, 3 … without gaps; never before a stage that is decided.
   * For: admin, recruiter, hiring_manager, API key with this scope.
   */
  addStage: {
    method: "POST";
    path: "/interviews/{id}/stages";
    parameters: {
      /** Identifies the process. */
      id: string;
    };
    query: undefined;
    body: AddStage;
    response: Stage;
  };
  /**
   * Lists the stages of a process in their order, all on one page. An interviewer sees their
   * own.
   * For: any user, API key with this scope.
   */
  listStages: {
    method: "GET";
    path: "/interviews/{id}/stages";
    parameters: {
      /** Identifies the process. */
      id: string;
    };
    query: undefined;
    body: undefined;
    response: Page<Stage>;
  };
  /**
   * Changes the fields it gives. What came of the stage is recorded with its outcome.
   * For: admin, recruiter, hiring_manager, API key with this scope.
   */
  updateStage: {
    method: "PUT";
    path: "/interviews/stages/{stage_id}";
    parameters: {
      /** Identifies the stage. */
      stage_id: string;
    };
    query: undefined;
    body: UpdateStage;
    response: Stage;
  };
  /**
   * Records what came of a stage. A failed stage rejects the process unless `keep_open`.
   * Another outcome than the one recorded is a correction: it moves the process only where
   * this stage had put it where it is; else the answer says `process_unchanged`.
   * For: any user, API key with this scope.
   */
  recordOutcome: {
    method: "PUT";
    path: "/interviews/stages/{stage_id}/outcome";
    parameters: {
      /** Identifies the stage. */
      stage_id: string;
    };
    query: undefined;
    body: RecordOutcome;
    response: Stage;
  };
  /**
   * Removes a stage while it is pending; those behind it move down.
   * For: admin, recruiter, hiring_manager, API key with this scope.
   */
  removeStage: {
    method: "DELETE";
    path: "/interviews/stages/{stage_id}";
    parameters: {
      /** Identifies the stage. */
      stage_id: string;
    };
    query: undefined;
    body: undefined;
    response: undefined;
  };
  /**
   * Gives a stage that is pending, or that somebody missed, another date. It counts as
   * another attempt, not as a correction.
   * For: admin, recruiter, hiring_manager, API key with this scope.
   */
  rescheduleStage: {
    method: "POST";
    path: "/interviews/stages/{stage_id}/reschedule";
    parameters: {
      /** Identifies the stage. */
      stage_id: string;
    };
    query: undefined;
    body: RescheduleStage;
    response: Stage;
  };
  /**
   * Hands in the caller's scorecard of a stage that names them as interviewer. There is one
   * a stage and interviewer; handing it in opens what the others said.
   * For: any user.
   */
  submitScorecard: {
    method: "POST";
    path: "/interviews/stages/{stage_id}/scorecards";
    parameters: {
      /** Identifies the stage. */
      stage_id: string;
    };
    query: undefined;
    body: SubmitScorecard;
    response: Scorecard;
  };
  /**
   * Lists the scorecards of a stage, all on one page. An interviewer of the stage sees none
   * before their own is in.
   * For: any user, API key with this scope.
   */
  listScorecards: {
    method: "GET";
    path: "/interviews/stages/{stage_id}/scorecards";
    parameters: {
      /** Identifies the stage. */
      stage_id: string;
    };
    query: undefined;
    body: undefined;
    response: Page<Scorecard>;
  };
  /**
   * Makes the next version of an offer. Sent, it takes the place of the one that is out and
   * extends the offer of the process.
   * For: admin, recruiter, hiring_manager, API key with this scope.
   */
  makeOffer: {
    method: "POST";
    path: "/interviews/{id}/offers";
    parameters: {
      /** Identifies the process. */
      id: string;
    };
    query: undefined;
    body: MakeOffer;
    response: Offer;
  };
  /**
   * Changes a draft, sends it, or records the answer to an offer that is out. The process
   * moves with it. A draft is sent before it is accepted.
   * For: admin, recruiter, hiring_manager, API key with this scope.
   */
  updateOffer: {
    method: "PUT";
    path: "/interviews/{id}/offers/{version}";
    parameters: {
      /** Identifies the process. */
      id: string;
      /** Which offer. */
      version: number;
    };
    query: undefined;
    body: UpdateOffer;
    response: Offer;
  };
  /**
   * Lists the jobs that a candidate got through the organization, newest first.
   * For: admin, recruiter, hiring_manager, API key with this scope.
   */
  listPlacements: {
    method: "GET";
    path: "/candidates/{id}/placements";
    parameters: {
      /** Whose. */
      id: string;
    };
    query: {
      /** Where to go on; from the page before. */
      cursor?: string;
      /** How many at most. */
      limit?: number;
    };
    body: undefined;
    response: Page<Placement>;
  };
  /**
   * Records that somebody who was hired left, or never began. The hire itself remains one.
   * For: admin, recruiter, hiring_manager, API key with this scope.
   */
  endPlacement: {
    method: "POST";
    path: "/placements/{id}/end";
    parameters: {
      /** Identifies the placement. */
      id: string;
    };
    query: undefined;
    body: EndPlacement;
    response: Placement;
  };
  /**
   * Prints the processes that match as CSV with a header line, newest first; filters are
   * those of the list. A field that a spreadsheet would take for a formula has an apostrophe
   * in front.
   * For: admin, recruiter, API key with this scope.
   */
  exportInterviews: {
    method: "GET";
    path: "/interviews/export.csv";
    parameters: undefined;
    query: {
      /** Only those that stand here; may be repeated. */
      status?: Array<"in_progress" | "on_hold" | "offer_extended" | "offer_accepted" | "offer_declined" | "rejected_by_company" | "candidate_withdrew" | "role_closed">;
      /** Only this company, whatever its case. */
      company?: string;
      /** Only this candidate. */
      candidate_id?: string;
      /** Only this feeder, whatever its case. */
      feeder?: string;
      /** Only those that this recruiter looks after, whatever the case. */
      recruiter?: string;
      /** Words that company or role contain the beginnings of. */
      q?: string;
      /** Only those recorded on this day or later, UTC. */
      created_from?: string;
      /** Only those recorded on this day or earlier, UTC. */
      created_to?: string;
    };
    body: undefined;
    response: string;
  };
  /**
   * Imports processes with their past from CSV, at most 20 000 lines; the file may be the
   * body as `text/csv`. All of it is kept or nothing: every bad line is named in `errors`,
   * as `lines[7].status`.
   * For: admin, recruiter, API key with this scope.
   */
  importInterviews: {
    method: "POST";
    path: "/interviews/import";
    parameters: undefined;
    query: undefined;
    body: ImportInterviews | string;
    response: ImportReport;
  };
  /**
   * How many processes of each feeder led to a job. Open processes are counted apart; roles
   * that closed are no failures.
   * For: admin, recruiter, API key with this scope.
   */
  getConversionRates: {
    method: "GET";
    path: "/interviews/analytics/conversion-rates";
    parameters: undefined;
    query: {
      /** Only processes begun on this day or later. */
      from?: string;
      /** Only processes begun on this day or earlier. */
      to?: string;
      /** Only this feeder, whatever its case. */
      feeder?: string;
      /** Only this company, whatever its case. */
      company?: string;
      /** The answer as it would have been at this moment. */
      as_of?: string;
    };
    body: undefined;
    response: ConversionRates;
  };
  /**
   * How stages of each kind go: passed ÷ passed or failed.
   * For: admin, recruiter, API key with this scope.
   */
  getStageSuccessRates: {
    method: "GET";
    path: "/interviews/analytics/stage-success-rates";
    parameters: undefined;
    query: {
      /** Only processes begun on this day or later. */
      from?: string;
      /** Only processes begun on this day or earlier. */
      to?: string;
      /** Only this feeder, whatever its case. */
      feeder?: string;
      /** Only this company, whatever its case. */
      company?: string;
      /** The answer as it would have been at this moment. */
      as_of?: string;
    };
    body: undefined;
    response: StageSuccessRates;
  };
  /**
   * How processes with one company go.
   * For: admin, recruiter, API key with this scope.
   */
  getCompanyStats: {
    method: "GET";
    path: "/interviews/analytics/company-stats/{company_name}";
    parameters: {
      /** The company, whatever its case. */
      company_name: string;
    };
    query: {
      /** Only processes begun on this day or later. */
      from?: string;
      /** Only processes begun on this day or earlier. */
      to?: string;
      /** Only this feeder, whatever its case. */
      feeder?: string;
      /** The answer as it would have been at this moment. */
      as_of?: string;
    };
    body: undefined;
    response: CompanyStats;
  };
  /**
   * The way from start to job, step by step. A rate is `null` where nothing reached the
   * step.
   * For: admin, recruiter, API key with this scope.
   */
  getFunnel: {
    method: "GET";
    path: "/interviews/analytics/funnel";
    parameters: undefined;
    query: {
      /** Only processes begun on this day or later. */
      from?: string;
      /** Only processes begun on this day or earlier. */
      to?: string;
      /** Only this feeder, whatever its case. */
      feeder?: string;
      /** Only this company, whatever its case. */
      company?: string;
      /** The answer as it would have been at this moment. */
      as_of?: string;
    };
    body: undefined;
    response: Funnel;
  };
  /**
   * How stages of one name go, and what their feedback returns to.
   * For: admin, recruiter, API key with this scope.
   */
  getStagePerformance: {
    method: "GET";
    path: "/interviews/analytics/stages/{stage_name}";
    parameters: {
      /** The name, whatever its case. */
      stage_name: string;
    };
    query: {
      /** Only processes begun on this day or later. */
      from?: string;
      /** Only processes begun on this day or earlier. */
      to?: string;
      /** Only this feeder, whatever its case. */
      feeder?: string;
      /** Only this company, whatever its case. */
      company?: string;
      /** The answer as it would have been at this moment. */
      as_of?: string;
    };
    body: undefined;
    response: StagePerformance;
  };
  /**
   * How a company hires: whom it interviews, how long it takes, why it says no.
   * For: admin, recruiter, API key with this scope.
   */
  getCompanyInsights: {
    method: "GET";
    path: "/interviews/analytics/companies/{company_name}/insights";
    parameters: {
      /** The company, whatever its case. */
      company_name: string;
    };
    query: {
      /** Only processes begun on this day or later. */
      from?: string;
      /** Only processes begun on this day or earlier. */
      to?: string;
      /** Only this feeder, whatever its case. */
      feeder?: string;
      /** The answer as it would have been at this moment. */
      as_of?: string;
    };
    body: undefined;
    response: CompanyInsights;
  };
  /**
   * How candidates from one feeder do: the performance report.
   * For: admin, recruiter, API key with this scope.
   */
  getFeederReport: {
    method: "GET";
    path: "/interviews/analytics/feeders/{feeder_source}";
    parameters: {
      /** The feeder, whatever its case. */
      feeder_source: string;
    };
    query: {
      /** Only processes begun on this day or later. */
      from?: string;
      /** Only processes begun on this day or earlier. */
      to?: string;
      /** Only this company, whatever its case. */
      company?: string;
      /** The answer as it would have been at this moment. */
      as_of?: string;
    };
    body: undefined;
    response: FeederReport;
  };
  /**
   * Counts the figures of a feeder again: by day, with each company, and with all of them
   * together; counts and durations from the event history, stages by name from the stages. What
   * was wrong is corrected. They are kept up to date by themselves; this proves it. Figures of
   * all feeders together are not looked at.
   * For: admin, recruiter, API key with this scope.
   */
  recomputeFeeder: {
    method: "POST";
    path: "/interviews/analytics/feeders/{feeder}/recompute";
    parameters: {
      /** The feeder, whatever its case. */
      feeder: string;
    };
    query: undefined;
    body: undefined;
    response: FeederRecount;
  };
  /**
   * The conversion of all feeders as a file.
   * For: admin, recruiter, API key with this scope.
   */
  exportFeeders: {
    method: "GET";
    path: "/interviews/analytics/feeders.json";
    parameters: undefined;
    query: undefined;
    body: undefined;
    response: FeederFile;
  };
}
