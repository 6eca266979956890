-- Step 7: what brought a result, or took it out, is found by the result, and what an arrival has corrected or withdrawn by the arrival, however
-- many items there are: undoing a file of two thousand corrections asks for that of each.
CREATE INDEX arrival_item_finding ON arrival_item (finding) WHERE finding IS NOT NULL;
CREATE INDEX arrival_item_displacing ON arrival_item (arrival) WHERE resolution IN ('corrected', 'withdrawn');
-- An arrival is settled part by part, each from where the last one ended: by the number of the item, not of the line.
CREATE INDEX arrival_item_arrival ON arrival_item (arrival);
