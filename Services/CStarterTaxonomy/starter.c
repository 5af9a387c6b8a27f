#include "CStarterTaxonomy.h"

static const unsigned char groups[] = {
#embed "data/groups.csv"
};
static const unsigned char skills[] = {
#embed "data/skills.csv"
};
static const unsigned char edges[] = {
#embed "data/edges.csv"
};

struct vouch_bytes vouch_starter_groups(void) {
    return (struct vouch_bytes){groups, sizeof groups};
}

struct vouch_bytes vouch_starter_skills(void) {
    return (struct vouch_bytes){skills, sizeof skills};
}

struct vouch_bytes vouch_starter_edges(void) {
    return (struct vouch_bytes){edges, sizeof edges};
}
