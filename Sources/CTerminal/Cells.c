#define _XOPEN_SOURCE_EXTENDED 1 /* cchar_t */
#define _XOPEN_SOURCE 700        /* wcwidth */
#include "CTerminal.h"
#include "Shared.h"

#include <curses.h>
#include <wchar.h>

void terminal_screen_size(int *columns, int *rows) {
  getmaxyx(stdscr, *rows, *columns);
}

void terminal_screen_erase(void) {
  if (stdscr != NULL) erase();
}

void terminal_screen_redraw_lines(int first, int count) {
  if (stdscr != NULL) wredrawln(stdscr, first, count);
}

void terminal_screen_repaint(void) {
  if (stdscr != NULL) clearok(curscr, TRUE);
}

bool terminal_screen_pair(int pair, int foreground, int background) {
  return init_extended_pair(pair, foreground, background) == OK;
}

void terminal_screen_move_lines(bool may_move) {
  idlok(stdscr, may_move);
  idcok(stdscr, may_move);
}

static attr_t curses_attributes(unsigned int attributes) {
  attr_t result = A_NORMAL;
  if (attributes & TERMINAL_BOLD) result |= A_BOLD;
  if (attributes & TERMINAL_DIM) result |= A_DIM;
  if (attributes & TERMINAL_ITALIC) result |= A_ITALIC;
  if (attributes & TERMINAL_UNDERLINE) result |= A_UNDERLINE;
  if (attributes & TERMINAL_REVERSE) result |= A_REVERSE;
  return result;
}

/* A sign for a character that curses would draw with another width than the grid gave it. */
static void set_text(cchar_t *made, const terminal_cell *cell, attr_t attributes) {
  wchar_t text[TERMINAL_CELL_SCALARS + 1];
  int pair = cell->pair;
  for (int index = 0; index < TERMINAL_CELL_SCALARS; index += 1) {
    text[index] = (wchar_t)cell->text[index];
  }
  text[TERMINAL_CELL_SCALARS] = 0;
  const bool fits = wcwidth(text[0]) == cell->width;
  if (fits && setcchar(made, text, attributes, 0, &pair) == OK) return;
  text[1] = 0;
  if (!fits) text[0] = cell->width == 1 ? L'?' : 0xFF1F;
  setcchar(made, text, attributes, 0, &pair);
}

void terminal_screen_put(int x, int y, const terminal_cell *cells, int count) {
  enum { PIECE = 64 };
  cchar_t made[PIECE];
  int filled = 0;
  int width = 0;
  for (int index = 0; index < count; index += 1) {
    set_text(&made[filled], &cells[index], curses_attributes(cells[index].attributes));
    filled += 1;
    width += cells[index].width;
    if (filled < PIECE && index + 1 < count) continue;
    mvadd_wchnstr(y, x, made, filled);
    x += width;
    filled = 0;
    width = 0;
  }
}

void terminal_screen_update(int cursor_x, int cursor_y, bool shows_cursor) {
  if (stdscr == NULL) return;
  /* An unseen cursor may stay wherever the last change left it. */
  leaveok(stdscr, !shows_cursor && curs_set(0) != ERR);
  move(cursor_y, cursor_x);
  wnoutrefresh(stdscr);
  doupdate();
  if (shows_cursor) curs_set(1);
  terminal_output_collect();
}
