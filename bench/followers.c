/* A crowd of readers that come back, in one process: followers PORT PATH READERS AFTER LAST FROM SECONDS
 *
 * Each follows the log at PATH from message AFTER on, over SSE from the address FROM, and behaves as the page's script
 * does (frontend/shared/wire.ts): whoever is cut off or refused waits, asks anew after the last message it has, and waits
 * longer each time. Messages are known by their numbers, {"n":NUMBER. Prints, with times of the monotonic clock in
 * nanoseconds, which is the same for all processes of the machine:
 *
 *   back TIME PEAK FAILED             all have had an answer since the start, or since the last "anew" on stdin; the most
 *                                     answers in a tenth of a second until then, and the attempts that failed
 *   heard NUMBER FIRST LAST BUSY      all have this message; when the first and the last got it, and the nanoseconds of
 *                                     processor time that were spent since the message before
 *   end MISSED DOUBLED                on "end", at the end of stdin, or after SECONDS at the latest */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { KEPT = 64, PART = 262144, AT_ONCE = 200 };
static const int64_t MS = 1000000, FIRST_WORD = 8000 * MS, SILENCE = 25000 * MS, BUCKET = 100 * MS;
static const char MARK[] = "{\"n\":";

enum state { AWAY, CONNECTING, ASKED, ANSWERED };

struct reader {
    int fd, fails, back;
    enum state state;
    /* When to come back, while away; when to give up, otherwise. */
    int64_t due, last;
    size_t kept;
    char tail[KEPT];
};

struct message {
    int have;
    int64_t first, last;
};

static struct reader *all;
static struct message *messages;
static struct in_addr from;
static const char *path;
static int64_t after, most, busy_before, bucket, missed, doubled;
static int port, readers, poller, back, peak, in_bucket, failed, waiting_for_answer;

static int64_t of(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static int64_t now(void) { return of(CLOCK_MONOTONIC); }

static void die(const char *what) {
    perror(what);
    exit(1);
}

/* Let go of the connection and come back after the waits of wire.ts: 200 ms, then 1 s, 2 s, up to 15 s, give or take half. */
static void again(struct reader *r) {
    if (r->state == CONNECTING || r->state == ASKED) failed++, waiting_for_answer--;
    close(r->fd);
    int64_t wait = 200;
    if (r->fails++) wait = r->fails > 6 ? 15000 : 250LL << r->fails;
    if (wait > 15000) wait = 15000;
    r->state = AWAY;
    r->kept = 0;
    r->due = now() + (int64_t)(wait * MS * (0.5 + drand48()));
}

static void come(struct reader *r) {
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    struct sockaddr_in own = {.sin_family = AF_INET, .sin_addr = from};
    int yes = 1;
    r->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (r->fd < 0) die("socket");
    setsockopt(r->fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &yes, sizeof yes);
    if (bind(r->fd, (struct sockaddr *)&own, sizeof own) < 0) die("bind");
    r->state = CONNECTING;
    r->due = now() + FIRST_WORD;
    waiting_for_answer++;
    if (connect(r->fd, (struct sockaddr *)&to, sizeof to) < 0 && errno != EINPROGRESS) {
        again(r);
        return;
    }
    struct epoll_event want = {.events = EPOLLIN | EPOLLOUT, .data.ptr = r};
    epoll_ctl(poller, EPOLL_CTL_ADD, r->fd, &want);
}

static void ask(struct reader *r) {
    char question[512];
    int length = snprintf(question, sizeof question,
        "GET %s?offset=%016lld&live=sse HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n", path,
        (long long)r->last);
    if (write(r->fd, question, length) != length) {
        again(r);
        return;
    }
    r->state = ASKED;
    struct epoll_event want = {.events = EPOLLIN, .data.ptr = r};
    epoll_ctl(poller, EPOLL_CTL_MOD, r->fd, &want);
}

static void answered(struct reader *r, int64_t at) {
    r->state = ANSWERED;
    r->fails = 0;
    waiting_for_answer--;
    if (at / BUCKET != bucket) bucket = at / BUCKET, in_bucket = 0;
    if (++in_bucket > peak) peak = in_bucket;
    if (r->back) return;
    r->back = 1;
    if (++back == readers) printf("back %lld %d %d\n", (long long)at, peak, failed);
}

static void take(struct reader *r, int64_t n, int64_t at) {
    if (n <= r->last) {
        doubled++;
        return;
    }
    missed += n - r->last - 1;
    r->last = n;
    if (n <= after || n > most) return;
    struct message *m = &messages[n - after - 1];
    if (!m->have++) m->first = at;
    m->last = at;
    if (m->have < readers) return;
    int64_t busy = of(CLOCK_PROCESS_CPUTIME_ID);
    printf("heard %lld %lld %lld %lld\n", (long long)n, (long long)m->first, (long long)m->last,
        (long long)(busy - busy_before));
    busy_before = busy;
}

/* Note the messages in what has come, and keep an unfinished mark for the next part. */
static void noted(struct reader *r, char *part, size_t length, int64_t at) {
    char *start = part, *end = part + length, *mark;
    while ((mark = memmem(start, end - start, MARK, sizeof MARK - 1))) {
        char *digits = mark + sizeof MARK - 1, *rest = digits;
        while (rest < end && *rest >= '0' && *rest <= '9') rest++;
        if (rest == end) break;
        take(r, strtoll(digits, NULL, 10), at);
        start = rest;
    }
    size_t left = end - (mark ? mark : start);
    r->kept = left < KEPT ? left : KEPT - 1;
    memcpy(r->tail, end - r->kept, r->kept);
}

static void hear(struct reader *r, char *part) {
    memcpy(part, r->tail, r->kept);
    ssize_t got = read(r->fd, part + r->kept, PART);
    int64_t at = now();
    if (got < 0 && errno == EAGAIN) return;
    if (got <= 0) {
        again(r);
        return;
    }
    if (r->state == ASKED) {
        if (got < 12 || memcmp(part + 9, "200", 3)) {
            fprintf(stderr, "refused: %.40s\n", part);
            again(r);
            return;
        }
        answered(r, at);
    }
    r->due = at + SILENCE;
    noted(r, part, got + r->kept, at);
}

/* Let those come whose time it is, and give those up who hear nothing. A listener's queue is short: not all at once. */
static void look_at_the_clock(void) {
    int64_t at = now();
    for (int i = 0; i < readers; i++) {
        struct reader *r = &all[i];
        if (at < r->due) continue;
        if (r->state != AWAY) again(r);
        else if (waiting_for_answer < AT_ONCE) come(r);
    }
}

int main(int argc, char **argv) {
    if (argc != 8 || !inet_aton(argv[6], &from))
        return fprintf(stderr, "followers PORT PATH READERS AFTER LAST FROM SECONDS\n"), 2;
    port = atoi(argv[1]), path = argv[2], readers = atoi(argv[3]), after = atoll(argv[4]), most = atoll(argv[5]);
    struct rlimit files = {0};
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    setvbuf(stdout, NULL, _IOLBF, 0);
    srand48(readers);

    all = calloc(readers, sizeof *all);
    messages = calloc(most - after + 1, sizeof *messages);
    for (int i = 0; i < readers; i++) all[i].last = after;
    char *part = malloc(PART + KEPT + 1), line[64] = "";
    struct epoll_event ready[512];
    struct pollfd words = {.fd = STDIN_FILENO, .events = POLLIN};
    poller = epoll_create1(0);
    int64_t end = now() + atoll(argv[7]) * 1000 * MS, looked = 0;

    while (now() < end) {
        if (now() - looked > 5 * MS) {
            look_at_the_clock();
            looked = now();
            if (poll(&words, 1, 0) > 0) {
                ssize_t got = read(STDIN_FILENO, line, sizeof line - 1);
                if (got <= 0 || !strncmp(line, "end", 3)) break;
                /* Otherwise it was "anew". */
                back = peak = failed = 0;
                for (int i = 0; i < readers; i++) all[i].back = 0;
            }
        }
        int n = epoll_wait(poller, ready, 512, 5);
        for (int i = 0; i < n; i++) {
            struct reader *r = ready[i].data.ptr;
            if (r->state == CONNECTING && ready[i].events & (EPOLLERR | EPOLLHUP)) again(r);
            else if (r->state == CONNECTING) ask(r);
            else if (r->state != AWAY) hear(r, part);
        }
    }
    for (int i = 0; i < readers; i++)
        if (all[i].last < most) missed += most - all[i].last;
    printf("end %lld %lld\n", (long long)missed, (long long)doubled);
    return 0;
}
