/* The least that a server of SSE can do, as a reference: bare PORT FILE
 *
 * One epoll loop. Whoever sends a request gets the head of an SSE answer. A line on stdin, with the time in nanoseconds,
 * writes FILE's content, an HTTP chunk ready to send, to everyone, with that time in place of its @s; then it prints
 * "sent". Several may share a port: the system spreads the connections. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

static const char HEAD[] =
    "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncache-control: no-cache\r\ntransfer-encoding: chunked\r\n\r\n";
static const char PLACE[] = "@@@@@@@@@@@@@@@@@@@";

int main(int argc, char **argv) {
    if (argc != 3) return fprintf(stderr, "bare PORT FILE\n"), 2;
    struct rlimit files = {0};
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);

    static char chunk[1 << 20], line[256], asked[4096];
    FILE *file = fopen(argv[2], "rb");
    if (!file) return perror(argv[2]), 1;
    size_t length = fread(chunk, 1, sizeof chunk, file);
    char *place = memmem(chunk, length, PLACE, sizeof PLACE - 1);
    if (!place) return fprintf(stderr, "no place for the time in %s\n", argv[2]), 1;

    int *readers = malloc(files.rlim_max * sizeof *readers), count = 0, yes = 1;
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[1])), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), poll = epoll_create1(0);
    setsockopt(listener, SOL_SOCKET, SO_REUSEPORT, &yes, sizeof yes);
    if (bind(listener, (struct sockaddr *)&at, sizeof at) || listen(listener, 2048)) return perror("listen"), 1;
    struct epoll_event ready[512], want = {.events = EPOLLIN, .data.fd = listener};
    epoll_ctl(poll, EPOLL_CTL_ADD, listener, &want);
    want.data.fd = STDIN_FILENO;
    epoll_ctl(poll, EPOLL_CTL_ADD, STDIN_FILENO, &want);
    puts("ready");
    fflush(stdout);

    for (;;) {
        int n = epoll_wait(poll, ready, 512, -1);
        for (int i = 0; i < n; i++) {
            int fd = ready[i].data.fd;
            if (fd == listener) {
                int reader;
                while ((reader = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
                    want.data.fd = reader;
                    epoll_ctl(poll, EPOLL_CTL_ADD, reader, &want);
                }
            } else if (fd == STDIN_FILENO) {
                if (!fgets(line, sizeof line, stdin)) return 0;
                char digits[32];
                snprintf(digits, sizeof digits, "%019lld", strtoll(line, NULL, 10));
                memcpy(place, digits, sizeof PLACE - 1);
                for (int r = 0; r < count; r++)
                    if (write(readers[r], chunk, length) != (ssize_t)length) fprintf(stderr, "a reader lags\n");
                puts("sent");
                fflush(stdout);
            } else if (read(fd, asked, sizeof asked) > 0) {
                if (write(fd, HEAD, sizeof HEAD - 1) > 0) readers[count++] = fd;
            } else {
                close(fd);
            }
        }
    }
}
