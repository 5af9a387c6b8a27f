-- Words are made of their process and written with it, and processes stay. Asking for the process of
-- each word once more made the import of a large file into an empty service slow: without statistics
-- the question is planned through an index of all of an organization's processes.
ALTER TABLE interview_words DROP CONSTRAINT IF EXISTS interview_words_org_id_process_id_fkey;
