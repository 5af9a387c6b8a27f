#pragma once
#include <libpq-fe.h>
// Glibc's module leaves out what only Linux has.
#include <sys/epoll.h>
#include <sys/eventfd.h>
